"""The one table of diagnostics: code, severity, message and help in both languages.

`{name}` stands for a field that the finder of the fault fills in. Help says what to do next.
"""

from __future__ import annotations

from afterschool_policy.diagnostics.code import Code, Severity
from afterschool_policy.text import Text

_TABLE = (
    # reading YAML
    Code(
        "yaml-syntax",
        Text("YAML 写法有误：{problem}", "YAML syntax error: {problem}"),
        Text(
            "检查这一行的缩进、冒号后的空格和引号是否成对。",
            "Check the indentation, the space after each colon, and that quotes are paired.",
        ),
    ),
    Code(
        "yaml-space",
        Text("“{sign}”后面没有空格", "there is no space after `{sign}`"),
        Text(
            "键的冒号后面、列表项的 - 后面，都要留一个空格。",
            "A space stands after the colon of a key and after the dash of an item.",
        ),
    ),
    Code(
        "json-syntax",
        Text("JSON 写法有误：{problem}", "JSON syntax error: {problem}"),
        Text(
            "检查逗号、冒号、括号和英文引号；JSON 中没有注释，也没有 NaN。",
            "Check commas, colons, brackets and quotes; JSON has no comments and no NaN.",
        ),
    ),
    Code(
        "yaml-duplicate-key",
        Text("键“{key}”在同一层出现了两次", "the key `{key}` stands twice at the same level"),
        Text("保留一处。第一处在第 {first} 行。", "Keep one of them. The first is on line {first}."),
    ),
    Code(
        "yaml-guess",
        Text("“{text}”在不同的 YAML 版本中含义不同", "`{text}` means different things to different YAML readers"),
        Text(
            "是非请写 true 或 false；如果是文字，请加英文引号；数请写成十进制。",
            "Write true or false for a boolean, quote it if it is text, write numbers in plain decimal.",
        ),
    ),
    Code(
        "yaml-indent",
        Text("缩进用了不是空格的字符（{found}）", "the indentation holds a character that is no space ({found})"),
        Text(
            "改用半角空格缩进；同一层的键左对齐。", "Indent with plain spaces; keys of one level begin in one column."
        ),
    ),
    Code(
        "yaml-fullwidth",
        Text("这里用了全角符号“{found}”", "a full-width `{found}` stands where YAML syntax is expected"),
        Text(
            "改为半角“{wanted}”（冒号和逗号后留一个空格）。",
            "Write the half-width `{wanted}` (with a space after a colon or comma).",
        ),
    ),
    Code(
        "yaml-alias",
        Text("不支持 YAML 的锚点和别名（& 和 *）", "YAML anchors and aliases (& and *) are not supported"),
        Text(
            "把内容原样写出来，使每条规则独立可读。", "Write the content out, so that each rule can be read on its own."
        ),
    ),
    Code(
        "yaml-tag",
        Text("不支持 YAML 标签“{tag}”", "YAML tags such as `{tag}` are not supported"),
        Text("删去标签，值的类型由所在的键决定。", "Remove the tag: the key decides the type of its value."),
    ),
    Code(
        "yaml-too-large",
        Text("文件超出限度：{what}最多 {limit}", "the file exceeds a limit: at most {limit} {what}"),
        Text("拆成几个文件。", "Split it into several files."),
    ),
    Code(
        "file-unreadable",
        Text("无法读取：{problem}", "cannot be read: {problem}"),
        Text(
            "检查路径和权限；还没有的文件，先建立。",
            "Check the path and the permissions; write the file where there is none yet.",
        ),
    ),
    Code(
        "file-encoding",
        Text("文件不是 UTF-8 编码{found}", "the file is not in UTF-8{found}"),
        Text("在编辑器里另存为 UTF-8。", "Save it as UTF-8 in your editor."),
    ),
    Code(
        "file-unread",
        Text("没有读取文件“{name}”", "the file `{name}` is not read"),
        Text(
            "规则放进 rules/ 文件夹；不属于政策的，移出政策文件夹。",
            "Rules belong in the folder rules/; what is no part of the policy, outside its folder.",
        ),
        Severity.WARNING,
    ),
    Code(
        "file-outside",
        Text("“{name}”不在政策文件夹之内", "`{name}` does not lie in the policy's folder"),
        Text(
            "把文件放进政策文件夹，写相对路径；不用绝对路径、.. 和指向文件夹之外的链接。",
            "Put the file into the policy's folder and write its path from there: not absolute, without .., and no link that leads out.",
        ),
    ),
    Code(
        "file-ending",
        Text(
            "“{name}”不会被读取：政策文件和案例文件的扩展名是 .yaml",
            "`{name}` would not be read: the files of a policy and of cases end in .yaml",
        ),
        Text(
            "改名为“{wanted}”；不需要的，移出文件夹。",
            "Rename it to `{wanted}`; what is not needed, move out of the folder.",
        ),
    ),
    Code(
        "bundle-unreadable",
        Text("政策包读不出来：{problem}", "the policy bundle cannot be read: {problem}"),
        Text(
            "用 afterschool-policy build 从政策文件夹重新生成，并确认传送中没有改动。",
            "Build it again from the policy folder with afterschool-policy build, and see that nothing changed it on its way.",
        ),
    ),
    Code(
        "bundle-unsigned",
        Text("政策没有签名，而这里只用经过签名的", "the policy is not signed, and only a signed one is taken here"),
        Text(
            "用 afterschool-policy build --sign 私钥 --release 序号 生成；文件夹不能签名。",
            "Build it with afterschool-policy build --sign KEY --release NUMBER; a folder cannot be signed.",
        ),
    ),
    Code(
        "bundle-foreign",
        Text("政策包的签名与公钥“{key}”不符", "the signature of the policy bundle is not by the key of `{key}`"),
        Text(
            "向发布机关重新索取；确认公钥是它的，政策包在传送中没有改动。",
            "Fetch it again from who releases it; see that the key is theirs and that nothing changed the file on its way.",
        ),
    ),
    Code(
        "bundle-older",
        Text(
            "政策包是第 {release} 次发布，这里至少要第 {least} 次",
            "the policy bundle is release {release}, and {least} is the least taken here",
        ),
        Text(
            "换成新近发布的政策包；确要退回的，先降低这里的要求。",
            "Take a later release; to go back on purpose, lower what is asked for here first.",
        ),
    ),
    Code(
        "key-unreadable",
        Text("密钥“{key}”用不了：{problem}", "the key `{key}` cannot be used: {problem}"),
        Text(
            "密钥是 PEM 文件：签名用 Ed25519 私钥（不加密码），核验用公钥。",
            "A key is a PEM file: a private Ed25519 key without a password to sign, the public one to verify.",
        ),
    ),
    Code(
        "release-number",
        Text("发布序号不能是 {given}", "{given} cannot be the number of a release"),
        Text("写从 1 起的整数，每次发布比上一次大。", "Write a whole number from 1 on, greater with every release."),
    ),
    Code(
        "release-without-key",
        Text("没有给密钥，却给了发布序号 {given}", "a release is named, {given}, and no key"),
        Text(
            "发布序号写在签名里：连同密钥一起给，或者不给序号。",
            "The number of a release is part of what is signed: name the key, too, or no release.",
        ),
    ),
    Code(
        "file-one-document",
        Text("这个文件应当有且只有一份内容", "this file should hold one document, and only one"),
        Text("文件不能为空，也不能用 --- 分成几份。", "It can neither be empty nor be split by ---."),
    ),
    # shape of a document
    Code(
        "unknown-key",
        Text("不认识的键“{key}”", "unknown key `{key}`"),
        Text("{suggestion}此处可用：{allowed}。", "{suggestion}Allowed here: {allowed}."),
    ),
    Code(
        "text-cut-at-comma",
        Text("文字在逗号处断开了，“{rest}”没有归入", "the text ends at the comma, without “{rest}”"),
        Text(
            "花括号里的文字或者算式含有半角逗号的，整段加上双引号。",
            "Inside braces, put a text or an expression that holds a comma in double quotes.",
        ),
    ),
    Code("missing-key", Text("缺少“{key}”", "`{key}` is missing"), Text("在此处补上“{key}”。", "Add `{key}` here.")),
    Code(
        "language-missing",
        Text("缺少{language}", "the {language} is missing"),
        Text(
            "补上“{key}:”。政策只用一种语言的，改 policy.yaml 的 languages。",
            "Add `{key}:`. Where the policy has one language alone, say so in `languages` of policy.yaml.",
        ),
    ),
    Code(
        "wrong-shape",
        Text("内容不合要求：{problem}", "this does not have the expected shape: {problem}"),
        Text("{suggestion}", "{suggestion}"),
    ),
    Code(
        "part-not-allowed",
        Text("“{part}”在{where}中没有作用", "`{part}` means nothing in {where}"),
        Text("{instead}", "{instead}"),
    ),
    Code(
        "part-repeated",
        Text("“{part}”与不写时一样，没有改变什么", "`{part}` changes nothing: it says what holds without it"),
        Text("删去它，或者写出它所要改变的。", "Remove it, or write what it is to change."),
    ),
    Code(
        "part-constant",
        Text("“{part}”不读取任何事实，结果总是一样", "`{part}` reads no fact, so it is always the same"),
        Text(
            "使它取决于事实；总是成立的范围、总不成立的情形，删去即可。",
            "Let it depend on facts; a scope that always holds, or a case that never does, is left out.",
        ),
    ),
    Code(
        "part-missing",
        Text("“{modality}”类规则缺少“{part}”", "a rule of modality `{modality}` needs `{part}`"),
        Text(
            "补上“{part}”；各类规则需要哪些部分，见规则格式说明。",
            "Add `{part}`; the reference of the rule format lists what each modality needs.",
        ),
    ),
    # expressions
    Code(
        "expression-syntax",
        Text("表达式有误：{problem}", "the expression cannot be read: {problem}"),
        Text(
            "例：loan.days > parameter.loan_days and reader.kind in [adult, child]",
            "Example: loan.days > parameter.loan_days and reader.kind in [adult, child]",
        ),
    ),
    Code(
        "expression-fullwidth",
        Text("表达式中用了全角符号“{found}”", "the expression holds the full-width character `{found}`"),
        Text("改为半角“{wanted}”。", "Write the half-width `{wanted}`."),
    ),
    Code(
        "expression-digit",
        Text(
            "表达式中的“{found}”不是用 0 至 9 写的", "`{found}` in the expression is not written in the digits 0 to 9"
        ),
        Text(
            "改为“{wanted}”；数、时刻和日期只用半角的 0 至 9。",
            "Write `{wanted}`: numbers, times and dates use the digits 0 to 9 alone.",
        ),
    ),
    Code(
        "expression-word",
        Text("表达式中不能用“{name}”这样的文字", "the words `{name}` have no meaning in an expression"),
        Text(
            "{suggestion}写事实的名称或者代码，如 loan.days；是文字的，加英文双引号。",
            "{suggestion}Write the name of a fact or a code, as in loan.days; put a text in double quotes.",
        ),
    ),
    Code(
        "code-in-quotes",
        Text("代码“{name}”写在了引号里", "the code `{name}` stands in quotes"),
        Text(
            "{suggestion}代码不加引号，引号里的是文字。", "{suggestion}A code has no quotes; in quotes stands a text."
        ),
    ),
    Code(
        "unknown-fact",
        Text("词汇表中没有事实“{name}”", "there is no fact `{name}` in the vocabulary"),
        Text("{suggestion}事实在 facts.yaml 中定义。", "{suggestion}Facts are declared in facts.yaml."),
    ),
    Code(
        "unknown-parameter",
        Text("没有名为“{name}”的参数", "there is no parameter named `{name}`"),
        Text("{suggestion}参数由带 parameter 的规则规定。", "{suggestion}A rule with `parameter:` states one."),
    ),
    Code(
        "unknown-function",
        Text("没有函数“{name}”", "there is no function `{name}`"),
        Text("{suggestion}可用：{allowed}。", "{suggestion}There are: {allowed}."),
    ),
    Code(
        "unknown-code",
        Text("“{name}”不是“{codes}”的代码", "`{name}` is not a code of `{codes}`"),
        Text("{suggestion}可用：{allowed}。", "{suggestion}Its codes are: {allowed}."),
    ),
    Code(
        "unknown-enumeration",
        Text("没有名为“{name}”的代码表", "there is no enumeration `{name}`"),
        Text(
            "{suggestion}代码表在 facts.yaml 的 enumerations 中定义。",
            "{suggestion}Enumerations are declared in facts.yaml.",
        ),
    ),
    Code(
        "type-mismatch",
        Text("“{operator}”不能用于{given}", "`{operator}` does not fit {given}"),
        Text("需要：{wanted}。", "It takes: {wanted}."),
    ),
    Code(
        "wrong-type",
        Text("此处应为{wanted}，实为{given}", "this should be {wanted}, and is {given}"),
        Text("改写表达式，使其结果为{wanted}。", "Rewrite it so that it gives {wanted}."),
    ),
    Code(
        "bare-code",
        Text("代码“{name}”旁边没有可以说明其含义的事实", "nothing beside the code `{name}` says what it is a code of"),
        Text(
            "把代码与一个代码类的事实比较，例如 reader.kind == child。",
            "Compare it with a code fact, as in reader.kind == child.",
        ),
    ),
    Code(
        "truth-word",
        Text("是非不写“{found}”", "true and false are not written `{found}`"),
        Text(
            "写 {wanted}，或者只写事实的名称（“不”写 not）。",
            "Write `{wanted}`; or the name of the fact alone, with `not` before it.",
        ),
    ),
    Code(
        "null-tested",
        Text(
            "没有 null 这个值：没有提供的事实是未知的，条件不能问它是否已知",
            "there is no value `null`: a fact that is not given is unknown, and no condition asks whether it is known",
        ),
        Text(
            "“没有”本身有意义的，另设一项事实来说明，例如 reader.has_card；没有人提出即视为不成立的，写 shown(...)；须查明才算的，写 confirmed(...)。",
            "Where having none means something, let a fact of its own say so, as reader.has_card; what counts only once shown is `shown(...)`, what has to be found out `confirmed(...)`.",
        ),
    ),
    Code(
        "missing-unit",
        Text("“{name}”是数，但没有写明单位", "`{name}` is a number without a unit"),
        Text(
            '补上 unit，例如 yuan、day、yuan/day；纯比率写 "1"。',
            'Add unit, such as yuan, day or yuan/day; write "1" for a pure ratio.',
        ),
    ),
    Code(
        "bad-unit",
        Text("“{unit}”不是单位的写法", "`{unit}` is not a unit"),
        Text("写成 yuan、yuan/day 或 yuan/person/year。", "Write yuan, yuan/day or yuan/person/year."),
    ),
    Code(
        "unknown-variant",
        Text(
            "{function} 的最后一项说明方式，不能是“{name}”",
            "the last operand of `{function}` says how, and cannot be `{name}`",
        ),
        Text("{suggestion}可用：{allowed}。", "{suggestion}It can be: {allowed}."),
    ),
    Code(
        "no-calendar",
        Text("{name} 需要日历，而政策没有日历", "`{name}` needs a calendar, and the policy has none"),
        Text(
            "在政策目录中写 calendar.yaml：covers（起止日）、holidays（放假）、workdays（周末上班）、source（依据的通知）。",
            "Write calendar.yaml in the folder of the policy: `covers` (first and last day), `holidays`, `workdays` "
            "(weekends that are worked), `source` (the notice).",
        ),
    ),
    Code(
        "calendar-day",
        Text("日历中的 {day} 有误：{problem}", "{day} in the calendar cannot be so: {problem}"),
        Text(
            "对照所依据的通知改正；每一天只属于一段。",
            "Correct it by the notice that it comes from; each day belongs to one part.",
        ),
    ),
    Code(
        "zero-divisor",
        Text("除数“{name}”可能为零", "the divisor `{name}` can be zero"),
        Text(
            "除数的取值范围不能包括零：给事实写上大于 0 的 minimum，或者写成 max({name}, 1)。",
            "What it divides by must never be zero: give the fact a `minimum` above 0, or write `max({name}, 1)`.",
        ),
    ),
    Code(
        "table-rest",
        Text("是非的表没有写明其余情形", "a table of truths does not say what holds in all other cases"),
        Text(
            "加上 otherwise：没有一行成立时，是 true 还是 false。",
            "Add `otherwise`: whether it is true or false where no row holds.",
        ),
    ),
    Code(
        "table-overlap",
        Text(
            "规则“{name}”的表中，第 {one} 行和第 {other} 行可以同时成立{differing}（例：{witness}）",
            "in a table of rule `{name}` rows {one} and {other} can both hold{differing} (for example: {witness})",
        ),
        Text(
            "改写两行的 when 使之互相排斥；以在前的为准的，写 hit: first。",
            "Make the `when` of the two exclude each other; where the first is to prevail, write `hit: first`.",
        ),
    ),
    Code(
        "table-gap",
        Text(
            "规则“{name}”的表中，有的情形没有一行成立（例：{witness}）",
            "in a table of rule `{name}` no row holds in some cases (for example: {witness})",
        ),
        Text(
            "补上这一行，或者写 otherwise；条文在此有意不作规定的，写 gap: intended。",
            "Add the row, or write `otherwise`; where the text says nothing there on purpose, write `gap: intended`.",
        ),
    ),
    Code(
        "table-gap-defined",
        Text(
            "定义“{name}”的表有意留空，采用它的规则便无从判断",
            "the table of definition `{name}` leaves a gap on purpose, so that rules which read it could not be decided",
        ),
        Text(
            "写明 otherwise；不作规定的情形，写到采用它的规则的 applies 里。",
            "Write `otherwise`; where nothing is to be said, say so in the `applies` of the rules that read it.",
        ),
    ),
    Code(
        "table-row-covered",
        Text(
            "规则“{name}”的表中，第 {row} 行永远轮不到：{why}",
            "in a table of rule `{name}` the turn of row {row} never comes: {why}",
        ),
        Text(
            "改写它的 when，把它移到那些行之前，或者删去它。",
            "Change its `when`, move it before those rows, or remove it.",
        ),
    ),
    Code(
        "tables-not-searched",
        Text(
            "规则“{name}”的表没有查完是否有重叠、遗漏或者轮不到的行",
            "the search for overlaps, gaps and rows that are never reached in a table of rule `{name}` ended early",
        ),
        Text(
            "请人工核对各行；把条件写得简短，或者用 by 按代码列出，可以查得更全。",
            "Check its rows by hand; shorter conditions, or a table `by` a code, can be searched further.",
        ),
        Severity.WARNING,
    ),
    Code(
        "rounding-missing",
        Text(
            "数额“{name}”是除得的，小数可能除不尽，没有写明怎样取整",
            "the amount `{name}` is a quotient whose decimals may not end, and nothing says how it is rounded",
        ),
        Text(
            "在 decisions.yaml 的这个数额下写 rounding: {example}；不写的，报到分，说明里写“约”。",
            "Write `rounding: {example}` under it in decisions.yaml; else two decimals are told, as “about”.",
        ),
        Severity.WARNING,
    ),
    Code(
        "band-part",
        Text("这一档中，{one} 和 {other} 须写且只写一个", "a band has one of `{one}` and `{other}`, and not both"),
        Text(
            "up_to 的限度属于本档，below 的属于下一档；rate 是乘数，is 是这一档的定额。",
            "The end in `up_to` belongs to the band, that in `below` to the next; `rate` multiplies, `is` is a fixed value.",
        ),
    ),
    Code(
        "band-open",
        Text("最后一档有上限，超过它的没有规定", "the last band has an end, and nothing is said beyond it"),
        Text(
            "删去上限，或者补上一档；条文有意不作规定的，写 gap: intended。",
            "Remove its end, or add a band; where the text says nothing there on purpose, write `gap: intended`.",
        ),
    ),
    Code(
        "band-order",
        Text(
            "规则“{name}”的分档没有从低到高：{high} 不高于 {low}",
            "the bands of rule `{name}` do not rise: {high} is not above {low}",
        ),
        Text(
            "按从低到高的次序写各档；限度取自参数的，检查当日施行的数值。",
            "Write the bands from the lowest up; where a limit is a parameter, check its value in force on the day.",
        ),
    ),
    # references between documents
    Code(
        "unknown-clause",
        Text("条款台账中没有“{name}”", "the clause ledger has no `{name}`"),
        Text("{suggestion}条款编号见 clauses.yaml。", "{suggestion}Clause ids are in clauses.yaml."),
    ),
    Code(
        "unknown-decision",
        Text("没有名为“{name}”的事项", "there is no decision `{name}`"),
        Text("{suggestion}事项在 decisions.yaml 中定义。", "{suggestion}Decisions are declared in decisions.yaml."),
    ),
    Code(
        "unknown-reading",
        Text("解释登记册中没有“{name}”", "the register has no reading `{name}`"),
        Text("{suggestion}解释登记册是 readings.yaml。", "{suggestion}The register is readings.yaml."),
    ),
    Code(
        "unknown-section",
        Text("没有名为“{name}”的事项类别", "there is no section `{name}`"),
        Text(
            "{suggestion}类别在 decisions.yaml 的 sections 中定义。",
            "{suggestion}Sections stand in `sections` of decisions.yaml.",
        ),
    ),
    Code(
        "unknown-relation",
        Text("没有名为“{name}”的条款关系", "there is no relation `{name}`"),
        Text(
            "{suggestion}关系在 clauses.yaml 的 relations 中定义。",
            "{suggestion}Relations stand in `relations` of clauses.yaml.",
        ),
    ),
    Code(
        "day-fact",
        Text("{key} 所写的“{name}”不是日期类的事实", "`{name}`, named as {key}, is no fact that is a date"),
        Text(
            "{suggestion}写 facts.yaml 中类型为 date 的事实；写错了，决定就会按别的日期作出。",
            "{suggestion}Name a fact of type date in facts.yaml: by another one decisions would go by no day.",
        ),
    ),
    Code(
        "reason-missing",
        Text("条款 {name} 没有规范内容，没有写明理由", "clause {name} is not operative, and no reason is given"),
        Text("补上 reason，如“标题”。", "Add `reason`, as in “a heading”."),
    ),
    Code(
        "line-differs",
        Text(
            "条款 {name} 写的是第 {found} 行，原文在第 {wanted} 行",
            "clause {name} is said to be on line {found}, and is on line {wanted}",
        ),
        Text("改为 line: {wanted}。", "Write line: {wanted}."),
        Severity.WARNING,
    ),
    Code(
        "unit-unwritten",
        Text("没有写明单位“{name}”怎样写", "nothing says how the unit `{name}` is written"),
        Text(
            "{suggestion}在 decisions.yaml 的 units 中写出，如 month: {{zh: 个月, en: months}}；否则中文句子里会出现英文。",
            "{suggestion}Add it to `units` of decisions.yaml, as in month: {{zh: 个月, en: months}}.",
        ),
        Severity.WARNING,
    ),
    Code(
        "unknown-alternative",
        Text("“{reading}”没有名为“{name}”的读法", "reading {reading} has no alternative `{name}`"),
        Text("{suggestion}已登记：{allowed}。", "{suggestion}Registered: {allowed}."),
    ),
    Code(
        "unknown-rule",
        Text("没有规则“{name}”", "there is no rule `{name}`"),
        Text("{suggestion}这里写规则的编号（rule 一栏）。", "{suggestion}Name a rule by its `rule:` id."),
    ),
    Code(
        "unknown-output",
        Text("事项“{decision}”没有声明{part}“{name}”", "the decision `{decision}` declares no {part} `{name}`"),
        Text(
            "{suggestion}先在 decisions.yaml 该事项的{part}中声明名称、标签和单位。",
            "{suggestion}Declare it under {part} of that decision in decisions.yaml first.",
        ),
    ),
    Code(
        "unknown-group",
        Text("词汇表中没有事实组“{name}”", "there is no group of facts `{name}` in the vocabulary"),
        Text("{suggestion}事实组在 facts.yaml 的 groups 中定义。", "{suggestion}Groups are declared in facts.yaml."),
    ),
    Code(
        "unknown-level",
        Text("levels 中没有层级“{name}”", "there is no level `{name}` among `levels`"),
        Text(
            "{suggestion}有几个文件的，在 policy.yaml 的 levels 中从高到低列出层级，各文件的 level 写其中一个的代码。",
            "{suggestion}Where there are several texts, list their levels in policy.yaml from the highest to the lowest, and name one by its code in `level`.",
        ),
    ),
    Code(
        "clause-twice",
        Text("条款编号“{name}”已经在 {first} 用过", "there is a clause `{name}` already, at {first}"),
        Text(
            "编号在整个政策中不得重复；另一文件的条款，在 policy.yaml 中给该文件写上 prefix。",
            "An id is used once in a policy; for the clauses of another text, give that text a `prefix` in policy.yaml.",
        ),
    ),
    Code(
        "unknown-actor",
        Text("条款台账的 actors 中没有“{name}”", "there is no actor `{name}` in the clause ledger"),
        Text(
            "{suggestion}责任主体在 clauses.yaml 的 actors 中定义。",
            "{suggestion}Actors are declared under `actors` in clauses.yaml.",
        ),
    ),
    Code(
        "unknown-question",
        Text("没有事项“{name}”可问", "there is no question `{name}` to ask"),
        Text(
            "{suggestion}事项在 decisions.yaml 中定义；汇总其他事项的不能问。",
            "{suggestion}Questions are declared in decisions.yaml; one that gathers others cannot be asked.",
        ),
    ),
    Code(
        "outcome-alone",
        Text("outcome({name}) 之后应接结论", "`outcome({name})` is followed by an outcome"),
        Text(
            "写成 outcome({name}) == satisfied，或者 outcome({name}) in [satisfied, permitted]。",
            "Write `outcome({name}) == satisfied`, or `outcome({name}) in [satisfied, permitted]`.",
        ),
    ),
    Code(
        "cyclic-question",
        Text("事项互相问到自己：{cycle}", "questions ask one another in a circle: {cycle}"),
        Text(
            "去掉其中一处 outcome 或者 amount，改写成定义。", "Remove one `outcome` or `amount`, or write a definition."
        ),
    ),
    Code(
        "unknown-records",
        Text("词汇表中没有名单“{name}”", "there is no list of records `{name}` in the vocabulary"),
        Text(
            "{suggestion}名单是 facts.yaml 里 type: records 的事实。",
            "{suggestion}A list of records is a fact of `type: records` in facts.yaml.",
        ),
    ),
    Code(
        "records-alone",
        Text("名单“{name}”不能单独使用", "the list of records `{name}` cannot stand alone"),
        Text(
            "写成 count({member} for {member} in {name}) 这样的式子。",
            "Write it as in `count({member} for {member} in {name})`.",
        ),
    ),
    Code(
        "records-member",
        Text(
            "“{name}”是名单“{records}”中每一条的事实，这里没有说是哪一条",
            "`{name}` is a fact of each record of `{records}`, and nothing says which one is meant here",
        ),
        Text(
            "写在 sum、any、all、count、least、greatest 里面，如 any({name} … for {member} in {records})；只关于一条的，写成定义。",
            "Write it within sum, any, all, count, least or greatest, as in `any({name} … for {member} in {records})`, or in a definition of such a fact.",
        ),
    ),
    Code(
        "records-place",
        Text(
            "position(…) 说的是“{records}”中某一条的位次，这里没有说是哪一条",
            "position(…) is the place of one record of `{records}`, and nothing says which one is meant here",
        ),
        Text(
            "写在汇总里面，如 any(position({member} for {member} in {records} if …) == 3 for {member} in {records})；或者写成每一条的定义：define: {member}.…",
            "Write it within a gathering, as in `any(position({member} for {member} in {records} if …) == 3 for {member} in {records})`, or in a definition of each record, `define: {member}.…`.",
        ),
    ),
    Code(
        "records-name",
        Text(
            "名单的每一条叫作“{wanted}”，不能叫“{name}”", "each record of the list is called `{wanted}`, not `{name}`"
        ),
        Text("写 for {wanted} in …。", "Write `for {wanted} in …`."),
    ),
    Code(
        "records-group",
        Text(
            "事实组“{name}”不能作名单的各条：已用于“{other}”",
            "the group `{name}` cannot be that of each record: `{other}` has it",
        ),
        Text(
            "给每个名单单独的事实组，组内不再有名单。",
            "Give each list of records a group of its own, with no list of records in it.",
        ),
    ),
    # facts that are told period by period
    Code(
        "series-alone",
        Text(
            "“{name}”按 {period} 逐期记载，这里没有说是哪些期间",
            "`{name}` is told {period} by {period}, and nothing says which ones are meant here",
        ),
        Text(
            "写成 sum({name}, last 12 {period}s) 这样的式子；可用 sum、any、all、count、least、greatest。",
            "Write it as in `sum({name}, last 12 {period}s)`, with sum, any, all, count, least or greatest.",
        ),
    ),
    Code(
        "unknown-period",
        Text("没有名为“{name}”的期间", "there is no period `{name}`"),
        Text(
            "{suggestion}期间有：{allowed}；其他期间（如学年）在 calendar.yaml 的 periods 中定义。",
            "{suggestion}There are: {allowed}. Others, as school years, are declared as `periods` of calendar.yaml.",
        ),
    ),
    Code(
        "period-taken",
        Text("期间“{name}”本来就有，不能另行定义", "there is a period `{name}` already, in every policy"),
        Text("换一个名称。", "Choose another name."),
    ),
    Code(
        "period-day",
        Text("期间“{name}”的首日 {day} 有误", "{day} cannot be a first day of the period `{name}`"),
        Text(
            "写每年都有的日子，如 09-01，每个只写一次。",
            "Write days that every year has, as 09-01, each of them once.",
        ),
    ),
    Code(
        "window-alone",
        Text("一段时间不能单独使用", "a window cannot stand alone"),
        Text(
            "写成 sum(事实, last 12 months)，或者 日期 in this year，或者 first_day(this year)。",
            "Write `sum(fact, last 12 months)`, `day in this year` or `first_day(this year)`.",
        ),
    ),
    Code(
        "window-missing",
        Text("{name} 的括号中应为一段时间", "`{name}` takes a window"),
        Text(
            "写成 {name}(this year)、{name}(last 12 months) 这样的式子。",
            "Write it as in `{name}(this year)` or `{name}(last 12 months)`.",
        ),
    ),
    Code(
        "window-within",
        Text("一段时间之内不能再有一段时间", "a window stands within another one"),
        Text("里面的一个另写成一项定义。", "Write the inner one as a definition of its own."),
    ),
    Code(
        "window-of-nothing",
        Text(
            "一段时间之前的式子没有用到逐期记载的事实",
            "what stands before the window reads no fact that is told period by period",
        ),
        Text(
            "在 facts.yaml 中给事实写上 by: month；已有：{allowed}。",
            "Give a fact `by: month` in facts.yaml; there are: {allowed}.",
        ),
    ),
    Code(
        "window-mixed",
        Text(
            "一个式子用到了按不同期间记载的事实：{allowed}",
            "one term reads facts that are told by different periods: {allowed}",
        ),
        Text("分成几个式子，各用一种期间。", "Make several terms of it, each with facts of one sort of period."),
    ),
    Code(
        "window-straddles",
        Text(
            "一个“{name}”不是由若干整个“{period}”组成的",
            "a `{name}` is not made of whole ones of the period `{period}`",
        ),
        Text(
            "改用由整个 {period} 组成的期间，或者让 {name} 从某一 {period} 的首日开始。",
            "Use a period that is made of whole ones, or let `{name}` begin on the first day of a `{period}`.",
        ),
    ),
    # the entities of a case file
    Code(
        "entailment-reads",
        Text("推知只用事实，这里用了“{name}”", "an entailment reads facts alone, and here it reads `{name}`"),
        Text(
            "推知说的是事实的含义，不随日期和读法变化。要用参数或者定义的，写成规则的定义。",
            "It says what facts mean, on every day and in every reading. What needs a parameter or a definition is a definition of a rule.",
        ),
    ),
    Code(
        "unknown-entity",
        Text("没有名为“{name}”的实体类型", "there is no type of entity `{name}`"),
        Text(
            "{suggestion}实体类型在 entities.yaml 中定义。",
            "{suggestion}Types of entities are declared in entities.yaml.",
        ),
    ),
    Code(
        "entity-taken",
        Text("{what}“{name}”已用于 {first}", "{what} `{name}` is taken by {first}"),
        Text(
            "一个事实组只归一种实体；类型、关系和同处的事实组不能同名。",
            "A group belongs to one type; a type or reference cannot be called like a group that stands beside it.",
        ),
    ),
    Code(
        "entity-view",
        Text(
            "“{name}”经由不止一条关系得到事实组“{group}”（另一条：{first}）",
            "`{name}` would see the group `{group}` twice (also by {first})",
        ),
        Text(
            "同一类型的实体只能指明一个；需要多个时，另立一种实体把二者联系起来。",
            "Refer to one entity of a type; where there are several, an entity of its own joins the two.",
        ),
    ),
    Code(
        "entity-owns-day",
        Text(
            "事实组“{name}”不能归一种实体：其中的“{fact}”决定按哪一天判断",
            "the group `{name}` cannot belong to an entity: its `{fact}` sets the day of every decision",
        ),
        Text("从 owns 中删去，使其归整个案卷。", "Take it out of `owns`, so that it belongs to the file."),
    ),
    Code(
        "count-misplaced",
        Text("计数写法有误：{problem}", "this count cannot be made: {problem}"),
        Text(
            "例：loan.books: {{of: book, where: book.on_loan}}",
            "Example: loan.books: {{of: book, where: book.on_loan}}",
        ),
    ),
    Code(
        "list-misplaced",
        Text("名单写法有误：{problem}", "this list cannot be made: {problem}"),
        Text(
            "名单写在有这份名单的实体下：lists: {{{list}: {of}}}；{of} 在 refers 中指明它，在 owns 中写明每一条的事实组。",
            "Write the list with the type that has it: `lists: {{{list}: {of}}}`; `{of}` refers to it, and owns the facts of a record.",
        ),
    ),
    # the policy as a whole
    Code(
        "fact-unread",
        Text("没有规则读取事实“{name}”", "no rule reads the fact `{name}`"),
        Text(
            "写出读取它的规则；文件没有让它影响任何事项的，在这项事实下写 no_effect，中英文各说明理由，或者删去它。",
            "Write the rule that reads it; where the text lets it bear on no question, say why in its `no_effect`, in Chinese and English; or remove it.",
        ),
    ),
    Code(
        "fact-read",
        Text(
            "事实“{name}”写明没有作用，却有规则读取它",
            "the fact `{name}` is said to have no effect, and a rule reads it",
        ),
        Text("删去 no_effect，或者改规则。", "Remove `no_effect`, or change the rule."),
    ),
    Code(
        "name-unused",
        Text("{what}“{name}”没有规则使用", "no rule uses {what} `{name}`"),
        Text("写出使用它的规则，或者删去它。", "Write the rule that uses it, or remove it."),
        Severity.WARNING,
    ),
    Code(
        "duplicate-definition",
        Text("{what}“{name}”已经在 {first} 规定过", "{what} `{name}` is already stated at {first}"),
        Text(
            "一个名称只规定一次；修改旧规则请加新的 version。",
            "State a name once; to amend a rule add its next version.",
        ),
    ),
    Code(
        "rule-twice",
        Text(
            "规则编号“{name}”已在 {first} 使用，版本 {version} 写了两次",
            "the rule id `{name}` is used at {first}, and version {version} is written twice",
        ),
        Text(
            "另一条规则换一个编号；是这条规则的后续版本的，version 加一，写在它后面。",
            "Give another rule another id; the next version of this one gets the next `version`, and stands after it.",
        ),
    ),
    Code(
        "version-order",
        Text("规则“{name}”的版本 {given} 应为 {wanted}", "version {given} of rule `{name}` should be {wanted}"),
        Text(
            "版本从 1 起连续编号，同一文件中新的在后。",
            "Versions count from 1 without a gap, the newest last in the file.",
        ),
    ),
    Code(
        "effective-overlap",
        Text(
            "规则“{name}”的版本 {earlier} 与 {later} 的施行期间重叠",
            "versions {earlier} and {later} of rule `{name}` are in force at the same time",
        ),
        Text(
            "给前一版本写上 to（含当日），使其止于后一版本施行的前一日。",
            "Give the earlier version a `to` (inclusive) on the day before the later one starts.",
        ),
    ),
    Code(
        "effective-gap",
        Text(
            "规则“{name}”的版本 {earlier} 与 {later} 之间有空档",
            "between versions {earlier} and {later} of rule `{name}` none is in force",
        ),
        Text(
            "使后一版本的 from 紧接前一版本的 to；确需中断的，写 gap: intended。",
            "Let `from` follow the earlier `to`; where the break is meant, write gap: intended.",
        ),
    ),
    Code(
        "name-not-in-force",
        Text(
            "规则 {name} 引用“{used}”，其间却没有施行中的规定：{days}；那时的结论永远不能确定",
            "rule {name} reads `{used}`, which nothing states {days}: what rests on it could then never be settled",
        ),
        Text(
            "给它补上这段时间施行的版本（from、to 首尾相接），或者使规则在这段时间不施行（规则也写 from、to），改由不引用它的版本接续。",
            "Add a version of it for these days (`from` right after the earlier `to`), or end the rule for them, too (`from`, `to`), and go on with a version that does not read it.",
        ),
    ),
    Code(
        "name-gone",
        Text(
            "规则 {name} 引用“{used}”，而{days}没有它：不再询问，或者不在代码表中",
            "rule {name} reads `{used}`, which is not asked or not listed {days}",
        ),
        Text(
            "使规则在这段时间不施行（from、to），由不引用它的版本接续；或者改写它的修改，使它在这段时间仍在。",
            "End the rule for these days (`from`, `to`) and go on with a version that does not read it; or let it stand for them.",
        ),
    ),
    Code(
        "effective-order",
        Text("规则“{name}”的 to 早于 from", "rule `{name}` ends before it starts"),
        Text("检查两个日期。", "Check the two dates."),
    ),
    Code(
        "cyclic-derivation",
        Text("推导成环：{cycle}", "these facts are derived from each other: {cycle}"),
        Text(
            "推导事实须最终归结为当事人提供的事实。", "A derived fact must come down to facts that somebody supplies."
        ),
    ),
    Code(
        "rule-too-large",
        Text(
            "规则“{name}”把所用的定义展开以后过于庞大",
            "rule `{name}` is too large once its definitions are written out",
        ),
        Text(
            "展开后最多 {parts} 项、{levels} 层：定义之间不要反复引用，或者拆成几条规则。",
            "At most {parts} parts and {levels} levels: let definitions not name one another again and again, or split the rule.",
        ),
    ),
    Code(
        "cyclic-override",
        Text("优先关系成环：{cycle}", "these rules override each other: {cycle}"),
        Text("优先关系须有先后，请去掉其中一个 overrides。", "An order has a first: remove one of the overrides."),
    ),
    Code(
        "unordered-conflict",
        Text(
            "规则“{name}”允许而规则“{other}”禁止，二者何者优先没有写明（例：{when}；{witness}）",
            "rule `{name}` permits what rule `{other}` prohibits, and no order between them is stated (for example: {when}; {witness})",
        ),
        Text(
            "在优先的规则中写 overrides 并注明依据，或者在被限制的规则中写 unless。",
            "Write `overrides` with its basis in the rule that prevails, or `unless` in the rule that gives way.",
        ),
    ),
    Code(
        "lower-permits",
        Text(
            "规则“{name}”出自下位文件，允许了上位文件的规则“{other}”（{first}）所不允许的事（例：{when}；{witness}）",
            "rule `{name}` of a lower text permits what rule `{other}` of a higher one ({first}) does not (for example: {when}; {witness})",
        ),
        Text(
            "收窄它的条件；上位文件允许下位文件另行规定的，写 overrides，在其 clauses 中援引上位文件的条款。",
            "Narrow its condition; where the higher text lets the lower one provide otherwise, write `overrides` with the clause of the higher text in its `clauses`.",
        ),
    ),
    Code(
        "lower-loosens",
        Text(
            "规则“{name}”{what}上位文件的规则“{other}”（{first}），没有援引上位文件的条款",
            "rule `{name}` {what} rule `{other}` of a higher text ({first}) without a clause of such a text",
        ),
        Text(
            "下位文件不得放宽上位文件的禁止和要求。上位文件允许的，在 clauses 中援引允许它的条款；不允许的，删去。",
            "A lower text loosens no ban or duty of a higher one. Where the higher one allows it, cite that clause in `clauses`; else remove it.",
        ),
    ),
    Code(
        "clause-out-of-force",
        Text(
            "规则 {name} 在条款 {clause} 不施行的日子（施行期间：{days}）仍然有效",
            "rule {name} is in force on days on which clause {clause} is not ({days})",
        ),
        Text(
            "使规则的 from 和 to 落在条款的施行期间之内；条款失效以后的，另立版本援引新的条款。",
            "Keep `from` and `to` of the rule within the days of the clause; after these, a next version cites another clause.",
        ),
    ),
    Code(
        "conflicts-not-searched",
        Text(
            "有 {count} 对规则没有查完是否相冲突，例如“{name}”和“{other}”",
            "the search for conflicts ended early for pairs of rules ({count}, such as `{name}` and `{other}`)",
        ),
        Text(
            "由人核对这些规则，或者把它们的条件写得简单些；判断时两条规则的认定都会列出。",
            "Check these rules by hand, or simplify their conditions; a decision shows the findings of both.",
        ),
        Severity.WARNING,
    ),
    Code(
        "outcome-not-listed",
        Text(
            "规则可能得出“{outcome}”，但事项“{decision}”没有列出这一结论",
            "the rule can come to `{outcome}`, which the decision `{decision}` does not list",
        ),
        Text(
            "在 decisions.yaml 该事项的 answers 中按强弱次序加入，或者改规则。",
            "Add it to the decision's answers in decisions.yaml in order of strength, or change the rule.",
        ),
    ),
    Code(
        "decision-without-rules",
        Text("事项“{name}”没有规则", "the decision `{name}` has no rule"),
        Text("为其编写规则，或者从 decisions.yaml 中删去。", "Write a rule for it, or remove it from decisions.yaml."),
        Severity.UNFINISHED,
    ),
    Code(
        "rule-draft",
        Text("规则“{name}”是拟定的，不作为判断依据", "the rule `{name}` is a draft, and does not decide"),
        Text(
            "试算写 --with-drafts；决定采用后删去 draft，再用 lock 发布。",
            "Try it with --with-drafts; once it is adopted, remove `draft` and release it with `lock`.",
        ),
        Severity.UNFINISHED,
    ),
    Code(
        "drafts-faulty",
        Text("连同拟定的规则检查，有 {count} 处错误", "checked with its drafts, the policy has {count} errors"),
        Text("用 check --with-drafts 列出。", "`check --with-drafts` lists them."),
        Severity.UNFINISHED,
    ),
    Code(
        "drafts-signed",
        Text("含有拟定规则的政策不能签名发布", "a policy that decides by its drafts is not signed"),
        Text("不带拟定的规则载入，再编成政策包。", "Load it without drafts and build the bundle of that."),
    ),
    Code(
        "clause-without-rule",
        Text("条款 {name} 有规范内容但没有规则", "clause {name} is operative and no rule cites it"),
        Text(
            "编写规则；确无可计算内容的，写一条 refer 规则交由人判断。",
            "Write a rule; where nothing can be computed, one that refers the matter to a person.",
        ),
        Severity.UNFINISHED,
    ),
    Code(
        "clause-not-operative",
        Text("规则引用的条款 {name} 没有规范内容", "the rule cites clause {name}, which is not operative"),
        Text(
            "改引有规范内容的条款；确须引用的，在 note 中写明条款编号和理由。",
            "Cite the operative clause; where this one has to be cited, name it in `note` and say why.",
        ),
    ),
    Code(
        "released-changed",
        Text(
            "已发布的规则版本 {name} 被改动{released}：{changes}",
            "the released version {name} was changed{released}: {changes}",
        ),
        Text(
            "恢复原样，把修改写成下一个 version，给这一版本写上 to。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it, give it a `to`, and write the amendment as the next version. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-end",
        Text(
            "已发布的规则版本 {name} 的最后一天原为 {was}，现为 {now}，早于最近一次发布（{last}，{by}）：此前的决定会因此改变",
            "the last day of the released version {name} was {was} and is {now}, before the last release (on {last} by {by}): this changes decisions about days before",
        ),
        Text(
            "to 写 {before} 或者更晚的日期；已经止于更早日期的，恢复原样，由下一个 version 接续。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Let `to` be {before} or later; where it had ended before, restore it and go on with a next version. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "version-retroactive",
        Text(
            "规则“{name}”的版本 {version} 自 {first} 起施行，早于最近一次发布（{last}，{by}）：此前的决定会因此改变",
            "version {version} of rule `{name}` takes effect on {first}, before the last release (on {last} by {by}): this changes decisions about days before",
        ),
        Text(
            "from 写 {last} 或者更晚的日期，前一版本的 to 写它的前一天。确须溯及以往的，删去 lock.yaml 中这条规则的各行后重新发布，并用 replay --today 查明哪些决定因此改变。",
            "Let `from` be {last} or later, and the earlier `to` the day before it. Where the text does reach back, remove the lines of this rule from lock.yaml, release anew, and see by replay --today which decisions change.",
        ),
    ),
    Code(
        "released-fact",
        Text(
            "已发布的事实 {name} 被改动{released}：{changes}",
            "the released fact {name} was changed{released}: {changes}",
        ),
        Text(
            "恢复原样；要另一种事实的，在旁边加一项，由规则的下一个 version 使用。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it; where another fact is meant, add one beside it for the next version of the rules to read. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-codes",
        Text(
            "已发布的代码表 {name} 被改动{released}：{changes}",
            "the released enumeration {name} was changed{released}: {changes}",
        ),
        Text(
            "恢复原样：以前的事实仍用这些代码；新的代码可以加，自某日起增减的，写成自这一天起的修改（amended）。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it: facts of the past are told in these codes; new ones may be added, and codes join or leave from a day by a change (`amended`). Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-reading",
        Text(
            "已发布的解释 {name} 被改动{released}：{changes}",
            "the released reading {name} was changed{released}: {changes}",
        ),
        Text(
            "恢复原样：以前的决定以它为准；另有解释的，加一个 alternatives；自某日起改采另一解释的，写成自这一天起的修改（amended）。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it: decisions of the past rest on it; another reading may join the alternatives, and another default is a change from a day (`amended`). Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-answers",
        Text(
            "已发布的事项 {name} 的答复被改动{released}：{changes}",
            "the released answers of decision {name} were changed{released}: {changes}",
        ),
        Text(
            "恢复原有的答复和先后次序：几条规则同时成立时，排在前面的优先；新的答复可以加。要改变次序的，另立一个事项。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore the answers and their order: of several the first prevails; new ones may be added. Another order is another decision. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-output",
        Text(
            "已发布的事项 {name} 所报告的结果被改动{released}：{changes}",
            "what the released decision {name} reports was changed{released}: {changes}",
        ),
        Text(
            "恢复原样，单位和代码表也不改；新的结果可以在旁边加。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it with its unit and codes; new amounts and values may be added beside it. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-question",
        Text(
            "已发布的事项 {name} 被改动{released}：{changes}",
            "the released decision {name} was changed{released}: {changes}",
        ),
        Text(
            "恢复原样；要另一种问法的，另立一个事项。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it; what is asked in another way is another decision. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-entailment",
        Text(
            "已发布的事实间的包含关系 {name} 被改动{released}：{changes}",
            "the released entailment {name} was changed{released}: {changes}",
        ),
        Text(
            "恢复原样；自某日起改变或者废止的，写成自这一天起的修改（amended）。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it; what holds otherwise from a day, or ends, is a change from that day (`amended`). Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-limit",
        Text(
            "已发布的适用范围 {name} 被改动{released}：{changes}",
            "the released limit {name} was changed{released}: {changes}",
        ),
        Text(
            "恢复原样：它在每一天都适用；自某日起另有范围的，写在规则的下一个 version 的 applies 中。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it: it holds on every day; what is limited from a day on says so in `applies` of the next version of its rules. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-entity",
        Text(
            "已发布的实体 {name} 被改动{released}：{changes}",
            "the released entity {name} was changed{released}: {changes}",
        ),
        Text(
            "恢复原样；新的事实组、指向和计数可以加。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it; groups, references and counts may be added. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-clause",
        Text(
            "已发布的条款 {name} 的原文被改动{released}：{changes}",
            "the words of the released clause {name} were changed{released}: {changes}",
        ),
        Text(
            "恢复原文：以前的决定引用了它；后来的文件另编条款。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore its words, which decisions of the past quote; a later text has clauses of its own. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-text",
        Text(
            "已发布的文件 {name} 的层级或者日期被改动{released}：{changes}",
            "the level or a day of the released text {name} was changed{released}: {changes}",
        ),
        Text(
            "恢复原样：以前的决定以哪一文件为准，由此而定；后来的文件另列一项。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it: by it decisions of the past know which text prevails; a later text is one of its own. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-calendar",
        Text(
            "已发布的日历（自 {name} 起）被改动{released}：{changes}",
            "the released part of the calendar from {name} was changed{released}: {changes}",
        ),
        Text(
            "恢复原样：以前的工作日照它计算；新的年份在后面另加一项。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it: working days of the past were counted by it; another year is a part of its own. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-period",
        Text(
            "已发布的期间“{name}”被改动{released}：{changes}",
            "the released period `{name}` was changed{released}: {changes}",
        ),
        Text(
            "恢复原样：以前的决定照它取期间；另一种期间用另一个名称。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore it: decisions of the past went by it; another sort of period takes another name. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "released-instrument",
        Text(
            "已发布的文件 {name} 的日期、层级或者算法被改动{released}：{changes}",
            "days, levels or the reckoning of the released document {name} were changed{released}: {changes}",
        ),
        Text(
            "恢复原样：施行之日、提供日期的事实、文件的层级和月末的算法，决定哪些规则怎样适用于以前的事。确属笔误且从未使用的，删去 lock.yaml 中的这一行后重新发布。",
            "Restore them: the day of effect, the facts that carry days, the levels of texts and the reckoning of months tell which rules govern what is past, and how. Where it was never used, remove its line from lock.yaml and release it anew.",
        ),
    ),
    Code(
        "not-released",
        Text("{what} {name}{more} 尚未发布", "{what} {name}{more} is not released yet"),
        Text(
            "核对无误后运行 afterschool-policy lock 发布；发布后不得再改。",
            "When it is right, release it with afterschool-policy lock; from then on it never changes.",
        ),
        Severity.WARNING,
    ),
    Code(
        "lock-missing",
        Text(
            "没有 lock.yaml：什么都没有发布，任何改动都不会报告",
            "there is no lock.yaml: nothing is released, and no change is reported",
        ),
        Text(
            "规则施行之前运行 afterschool-policy lock --by 姓名 发布；发布过的，从版本管理中恢复 lock.yaml。",
            "Before the rules take effect, release them with afterschool-policy lock --by NAME; where they were released, restore lock.yaml from version control.",
        ),
        Severity.WARNING,
    ),
    Code(
        "release-day",
        Text(
            "发布之日 {given} 早于上一次发布（{last}）",
            "the day of the release, {given}, lies before the last one, {last}",
        ),
        Text("写 {last} 或者更晚的日期。", "Give {last} or a later day."),
    ),
    Code(
        "released-missing",
        Text("已发布的{what} {name} 不见了", "the released {what} {name} is gone"),
        Text(
            "恢复它：已发布的内容要保留，以便重新得出当时的结论。不再施行的规则版本，写上 to。",
            "Restore it: what was released stays, so that old decisions can be made again. A version no longer in force gets a `to`.",
        ),
    ),
    Code(
        "amendment-changes",
        Text("修改文件改动了“{name}”，它已经写在 {first}", "the amendment changes `{name}`, which stands at {first}"),
        Text(
            "改动会影响过去的结论。解释、事项的问题和答复、事实的名称和问题、代码、包含关系、条款的文字，写 effective: {{from: 日期, clauses: […]}}，自这一天起改；其他内容（如事实的类型、单位）另起一个名称，由规则的下一个 version 使用；数写成参数。",
            "A change would reach the past. Readings, questions with their answers, labels and questions of facts, codes, entailments and the words of clauses change from a day, by `effective: {{from: DAY, clauses: […]}}`; anything else (as the type or unit of a fact) gets another name, for the next version of a rule to use; numbers are parameters.",
        ),
    ),
    Code(
        "change-without-day",
        Text("对“{name}”的修改没有写日期", "the change of `{name}` has no day"),
        Text(
            "写 from（自哪一天起改）；整项废止的，写 to（最后一天）。",
            "Write `from`, the day from which it changes; or `to`, the last day of the whole.",
        ),
    ),
    Code(
        "change-of-nothing",
        Text("对“{name}”的修改没有写出改什么", "the change of `{name}` changes nothing"),
        Text(
            "写出自这一天起不同的内容；整项废止的，不写 from，只写 to。",
            "Write what is otherwise from that day on; to end the whole, write `to` without `from`.",
        ),
    ),
    Code(
        "change-order",
        Text(
            "对“{name}”的修改没有按日期排列：{first} 在 {before} 之后写",
            "the changes of `{name}` are not in the order of their days: {first} is written after {before}",
        ),
        Text(
            "后写的修改，日期也在后；已经废止的，不能再改。修改文件按文件夹名称的次序叠加。",
            "A change that is written later takes effect later, and none after the end; folders of amendments are laid in the order of their names.",
        ),
    ),
    Code(
        "change-too-early",
        Text(
            "对“{name}”的修改自 {first} 起，而所依据的条款 {clause} 自 {begins} 起才施行",
            "the change of `{name}` takes effect on {first}, before clause {clause}, by which it does ({begins})",
        ),
        Text(
            "from 写条款施行之日或者以后；依据的是别的条款的，改写 clauses。",
            "Let `from` be the first day of the clause or later, or name the clause that makes the change.",
        ),
    ),
    Code(
        "change-takes-nothing",
        Text("“{name}”在此以前没有“{key}”，无可去掉", "`{name}` has no `{key}` before that day to take away"),
        Text("其时有：{allowed}。", "It has then: {allowed}."),
    ),
    Code(
        "change-of-order",
        Text(
            "对“{name}”的修改改变了原有答复的先后",
            "the change of `{name}` puts its answers in another order",
        ),
        Text(
            "先后决定哪个结论优先，没有给出日期时无从选择：保持原有的先后；确要改变的，另立一个事项。",
            "Their order tells which outcome prevails, and without a day there would be two: keep it, or add another question.",
        ),
    ),
    Code(
        "change-quote",
        Text(
            "条款 {name} 修改后的文字，不在所依据的条款（{clauses}）之中",
            "the new words of clause {name} do not stand in the clauses that give them ({clauses})",
        ),
        Text(
            "从修改它的条款中原样复制；写在另一条的，改写 effective 的 clauses。",
            "Copy them from the clause that amends; where another one does, name it in `clauses` of `effective`.",
        ),
    ),
    Code(
        "change-retroactive",
        Text(
            "对已发布的“{name}”的修改自 {first} 起，早于最近一次发布（{last}，{by}）：此前的决定会因此改变",
            "a change of the released `{name}` takes effect on {first}, before the last release (on {last} by {by}): this changes decisions about days before",
        ),
        Text(
            "日期写 {last} 或者更晚。确须溯及以往的，删去 lock.yaml 中这一项后重新发布，并用 replay --today 查明哪些决定因此改变。",
            "Let it take effect on {last} or later. Where the text does reach back, remove the item from lock.yaml, release anew, and see by replay --today which decisions change.",
        ),
    ),
    Code(
        "amendment-empty",
        Text("修改文件的文件夹里没有政策的文件", "the folder of an amendment holds no document of a policy"),
        Text(
            "检查路径；其中的文件与政策文件夹的名称相同，如 policy.yaml、rules/*.yaml。",
            "Check the path; its files are named as those of a policy folder: policy.yaml, rules/*.yaml.",
        ),
    ),
    Code(
        "amendment-of-a-bundle",
        Text("政策包不能再加修改文件", "an amendment cannot be laid over a bundle"),
        Text(
            "给出政策文件夹；或者先把文件夹连同修改文件编成政策包。",
            "Give the policy folder; or build a bundle of the folder with its amendments.",
        ),
    ),
    Code(
        "quote-differs",
        Text("条款 {name} 的引文与原文不一致", "the quote of clause {name} differs from the source text"),
        Text(
            "原文此处为“{expected}”。引文只能从原文复制，不得改写。",
            "The text reads `{expected}` here. Quotes are copied, never retyped.",
        ),
    ),
    Code(
        "sentence-braces",
        Text("句子里的“{found}”没有指明参数", "`{found}` in a sentence names no parameter"),
        Text(
            "花括号只用来写出参数的值，写成半角的 {{parameter.名称}}；其他情形换用别的括号。",
            "Braces tell the value of a parameter, written {{parameter.name}}; for anything else use other brackets.",
        ),
    ),
    Code(
        "definition-type",
        Text("定义得出{given}，却没有写类型", "the definition gives {given} and does not say so"),
        Text(
            "写上 type: {kind}；没有写 type、unit、codes 的定义是是非。",
            "Write `type: {kind}`: a definition without `type`, `unit` or `codes` is true or false.",
        ),
    ),
    Code(
        "sentence-by-cases",
        Text(
            "参数“{name}”的值分情形而定，句中说不出一个数",
            "the parameter `{name}` is given by cases, and a sentence cannot tell one number for it",
        ),
        Text(
            "句中改用它的名称（如“按收费标准”），理由会列出适用的一行及其数；要在句中写数的，每种情形写一条规则。",
            "Let the sentence name it (“at the rate for the area”): the reasons tell the row that applies, with its number. To tell numbers in sentences write a rule for each case.",
        ),
    ),
    Code(
        "sentence-place",
        Text("此处不能写出参数的值：“{found}”", "the value of a parameter cannot be told here: `{found}`"),
        Text(
            "只有规则、事项、条文解释中的文字可以写出参数的值；事实、条款、单位和文件名称不因日期而变，改为不带数的说法。",
            "Only texts of rules, decisions and readings tell values; facts, clauses, units and names are the same on every day, "
            "so say it without the number.",
        ),
    ),
    Code(
        "spelled-value",
        Text("句子自己写出了参数的值“{value}”", "the sentence spells `{value}`, the value of a parameter"),
        Text(
            "改写为 {written}，参数修改以后句子随之改变；另有所指的，用汉字写数。",
            "Write {written} instead, so that it follows an amendment; where something else is meant, spell it in words.",
        ),
        Severity.WARNING,
    ),
    Code(
        "label-asks",
        Text("标签里的“{found}”使它成了问句", "`{found}` makes a question of the label"),
        Text(
            "标签要能放进陈述句：是非写成一句陈述，如“持有读者证”，其他写成名称，如“入馆时刻”；要问的写在 question。",
            "A label stands in statements: a boolean as a clause, such as “the reader holds a card”, anything else as a name, "
            "such as “the time of entry”. What is asked belongs in `question`.",
        ),
        Severity.WARNING,
    ),
    Code(
        "label-punctuated",
        Text("标签以“{found}”结尾", "the label ends in `{found}`"),
        Text(
            "删去它：说明会把标签放进句子，后面还有文字。",
            "Remove it: explanations put the label into a sentence that goes on after it.",
        ),
        Severity.WARNING,
    ),
    Code(
        "question-unmarked",
        Text("问题没有以问号结尾", "the question does not end in a question mark"),
        Text(
            "写成一个完整的问句：中文以“？”结尾，英文以“?”结尾。",
            "Write it as a whole question that ends in `?`, in Chinese in `？`.",
        ),
        Severity.WARNING,
    ),
    Code(
        "phrase-unwritten",
        Text("此处尚未填写", "this is still to be written"),
        Text("照原文填写；原文没有的，写明没有。", "Write it as the text has it; where the text has none, say so."),
        Severity.UNFINISHED,
    ),
    Code(
        "first-day-of-an-amendment",
        Text("--amends 和 --in-force 须一起给出", "--amends and --in-force have to be given together"),
        Text(
            "修改写 --amends 政策文件夹 --in-force 施行之日；新的政策两者都不写，施行之日以后写在 policy.yaml 中。",
            "For an amendment give --amends FOLDER and --in-force DAY; for a new policy neither, its first day goes into "
            "policy.yaml.",
        ),
    ),
    Code(
        "command-unknown",
        Text("没有命令“{name}”", "there is no command `{name}`"),
        Text("{suggestion}可用：{allowed}。", "{suggestion}There are: {allowed}."),
    ),
    Code(
        "option-unknown",
        Text("没有选项“{name}”", "there is no option `{name}`"),
        Text("{suggestion}各选项见 {command} --help。", "{suggestion}The options: {command} --help."),
    ),
    Code(
        "option-missing",
        Text("缺少 {name}", "{name} is missing"),
        Text("写法见 {command} --help。", "How it is written: {command} --help."),
    ),
    Code(
        "option-without-value",
        Text("选项 {name} 后面要写值", "the option {name} needs a value"),
        Text("写法见 {command} --help。", "How it is written: {command} --help."),
    ),
    Code(
        "option-value",
        Text("{name} 的值不对：{problem}", "this is no value for {name}: {problem}"),
        Text("写法见 {command} --help。", "How it is written: {command} --help."),
    ),
    Code(
        "argument-extra",
        Text("多写了“{name}”", "`{name}` is too much"),
        Text(
            "含空格的要加引号；写法见 {command} --help。",
            "Quote what holds spaces; how it is written: {command} --help.",
        ),
    ),
    Code(
        "wrong-use",
        Text("命令写得不对：{problem}", "the command is not used so: {problem}"),
        Text("写法见 {command} --help。", "How it is written: {command} --help."),
    ),
    Code(
        "folder-wanted",
        Text("要说明写在哪一行，须有政策文件夹", "the lines of a policy are those of its folder"),
        Text(
            "用 --policy 指明政策文件夹，不能是政策包。", "Name the folder of the policy with --policy, not a bundle."
        ),
    ),
    Code(
        "form-of-nothing",
        Text(
            "这里没有 policy/，也没有 fixtures/，没有可整理的文件",
            "there is no policy/ here and no fixtures/, so no file to bring into form",
        ),
        Text("写出要整理的文件或者文件夹。", "Name the files or folders."),
    ),
    Code(
        "folder-taken",
        Text("文件夹 {path} 已经有内容", "the folder {path} holds something already"),
        Text("换一个新的文件夹。", "Name a new folder."),
    ),
    Code(
        "negation-missing",
        Text("是非“{name}”没有写不成立时怎么说", "the boolean `{name}` has no words for where it does not hold"),
        Text(
            "补上 negation，中英文各一句，如 negation: {{zh: 没有读者证, en: the reader holds no card}}；不写的，说明只能在标签前加“并非”。",
            "Add `negation` in both languages, such as negation: {{zh: 没有读者证, en: the reader holds no card}}; without it, "
            "explanations can only put “not” before the label.",
        ),
        Severity.WARNING,
    ),
    Code(
        "negation-same",
        Text("“{name}”的 negation 与标签相同", "the `negation` of `{name}` says the same as its label"),
        Text("写出它不成立时怎么说。", "Write what is said where it does not hold."),
        Severity.WARNING,
    ),
    # what is in order and seldom meant: `lint`
    Code(
        "scope-never",
        Text(
            "规则“{name}”的范围没有成立的情形，它永远不适用",
            "the scope of rule `{name}` holds in no case, so it never applies",
        ),
        Text(
            "applies 中的几项互相排斥，检查其中的数和代码。",
            "The parts of `applies` exclude one another: check their numbers and codes.",
        ),
        Severity.ADVICE,
    ),
    Code(
        "condition-never",
        Text(
            "规则“{name}”的条件在它的范围内没有成立的情形",
            "the condition of rule `{name}` holds in no case within its scope",
        ),
        Text(
            "检查各项是否互相排斥，或者与 applies 相反。",
            "Check whether its parts exclude one another, or say the contrary of `applies`.",
        ),
        Severity.ADVICE,
    ),
    Code(
        "condition-always",
        Text(
            "规则“{name}”的条件在它的范围内总是成立",
            "the condition of rule `{name}` holds in every case within its scope",
        ),
        Text(
            "它与 applies 重复，或者各项合起来包括了一切情形；写出真正要求的事项。",
            "It repeats `applies`, or its parts leave nothing out: write what is really asked for.",
        ),
        Severity.ADVICE,
    ),
    Code(
        "exception-never",
        Text("规则“{name}”的第 {place} 项例外永远轮不到", "the turn of exception {place} of rule `{name}` never comes"),
        Text(
            "在 applies 的范围内它没有成立的情形，或者在前的例外已经包括了它；改写或者删去。",
            "It holds in no case within `applies`, or exceptions before it hold wherever it does: change or remove it.",
        ),
        Severity.ADVICE,
    ),
    Code(
        "duties-at-odds",
        Text(
            "凡规则“{name}”与“{other}”（{first}）都适用的，无论怎么做都违反其中一条",
            "wherever rules `{name}` and `{other}` ({first}) both apply, whatever is done breaches one of them",
        ),
        Text(
            "核对两处条款：写明各自的范围或者例外，或者用 overrides 写明哪一条优先。",
            "Read both clauses again: give each its scope or exception, or say by `overrides` which of them prevails.",
        ),
        Severity.ADVICE,
    ),
    Code(
        "rule-repeated",
        Text("规则“{name}”与“{other}”（{first}）所说的一样", "rule `{name}` says the same as `{other}` ({first})"),
        Text(
            "合为一条，在 clauses 中列出两处条款；确应分开的，写明不同之处。",
            "Make one rule of them that cites both clauses; where they are two, write what is different.",
        ),
        Severity.ADVICE,
    ),
    Code(
        "codes-alike",
        Text("代码表“{name}”中，没有规则区别对待 {codes}", "no rule tells {codes} of the enumeration `{name}` apart"),
        Text(
            "写出区别对待它们的规则，或者合为一个代码；条文分别列举而后果相同的，在上一行注明理由。",
            "Write the rule that does, or make one code of them; where the text lists them and treats them alike, say so on the line above.",
        ),
        Severity.ADVICE,
    ),
    Code(
        "compared-with-itself",
        Text("“{sign}”两边是同一个式子：{term}", "both sides of `{sign}` are the same: {term}"),
        Text(
            "一边应当是另一项事实、参数或者数。", "One of them was meant to be another fact, a parameter or a number."
        ),
        Severity.ADVICE,
    ),
    Code(
        "waiver-unknown",
        Text("没有名为“{name}”的提示", "there is no advice `{name}`"),
        Text("{suggestion}可以写：{allowed}。", "{suggestion}There are: {allowed}."),
        Severity.WARNING,
    ),
    Code(
        "waiver-unexplained",
        Text("没有写明为什么不理会提示“{name}”", "nothing says why the advice `{name}` is not taken"),
        Text("写成 # lint: {name} 理由。", "Write `# lint: {name} REASON`."),
        Severity.WARNING,
    ),
    Code(
        "waiver-idle",
        Text("这里没有提示“{name}”可以不理会", "there is no advice `{name}` here not to take"),
        Text(
            "删去这一行；提示已经不在，或者指的是别处（写在它的上一行）。",
            "Remove the line: the advice is gone, or stands elsewhere (write it on the line above).",
        ),
        Severity.WARNING,
    ),
    # facts and cases
    Code(
        "fact-unknown",
        Text("没有名为“{name}”的事实", "there is no fact named `{name}`"),
        Text("{suggestion}", "{suggestion}"),
        at="name",
    ),
    Code(
        "fact-type",
        Text("“{name}”应为{wanted}，收到 {given}", "`{name}` should be {wanted}, and is {given}"),
        Text("{hint}例：{example}", "{hint}For example: {example}"),
        at="name",
    ),
    Code(
        "fact-group",
        Text("“{name}”是一组事实，收到 {given}", "`{name}` is a group of facts, and is {given}"),
        Text(
            "写“名称: 值”（映射、pydantic 模型、dataclass 或者具名元组均可）。",
            "Give names with values, as a mapping, a pydantic model, a dataclass or a named tuple.",
        ),
    ),
    Code(
        "case-series",
        Text(
            "这份政策有逐期记载的事实“{name}”，不能开案卷",
            "the policy has the fact `{name}`, which is told period by period, so it opens no case files",
        ),
        Text("用 decide。", "Use `decide`."),
    ),
    Code(
        "fact-series",
        Text(
            "“{name}”按{period}逐期记载，不能只给一个值", "`{name}` is told {period} by {period}, and not by one value"
        ),
        Text(
            '给每个{period}各写一个值，如 {{"{example}": …}}。',
            'Give a value for each {period}, as in `{{"{example}": …}}`.',
        ),
    ),
    Code(
        "fact-period",
        Text("“{name}”的“{given}”不是一个{period}", "`{given}` of `{name}` is no {period}"),
        Text("{period}写作 {example}。", "A {period} is written `{example}`."),
    ),
    Code(
        "fact-records",
        Text("名单“{name}”有 {given} 条，最多 {most} 条", "the list `{name}` has {given} records, and can have {most}"),
        Text("分成几次决定，或者由调用方先行汇总。", "Decide in parts, or let the caller add up first."),
    ),
    Code(
        "fact-twice",
        Text("“{name}”给出了两次", "`{name}` is given twice"),
        Text(
            "同一项事实只写一处：写在组内，或者以带点的全名为键。",
            "Give it in one place: in its group, or under its dotted name.",
        ),
    ),
    Code(
        "fact-digits",
        Text("“{name}”的值 {given} 位数过多", "the value {given} of `{name}` has too many digits"),
        Text(
            "小数点前后合计不得超过 {most} 位。",
            "It may have {most} digits, before and after the point together.",
        ),
    ),
    Code(
        "fact-text",
        Text("“{name}”中有不成字的编码 {found}", "`{name}` holds half of a character, {found}"),
        Text(
            "这是一个字的半个编码，来源文字已经损坏；请核对来源的编码。",
            "It is one of two halves that only together are a character: the text was damaged where it comes from.",
        ),
    ),
    Code(
        "fact-code",
        Text("“{name}”不能取“{given}”", "`{name}` cannot be `{given}`"),
        Text("{suggestion}可用：{allowed}。", "{suggestion}It can be: {allowed}."),
        at="name",
    ),
    Code(
        "fact-range",
        Text("“{name}”的值 {given} 超出范围", "the value {given} of `{name}` is out of range"),
        Text("应当{bound}。", "It must be {bound}."),
        at="name",
    ),
    Code(
        "fact-derived",
        Text("“{name}”由规则推导，不能直接提供", "`{name}` is derived by a rule and cannot be supplied"),
        Text("提供它所依据的事实：{sources}。", "Supply the facts it rests on: {sources}."),
        at="name",
    ),
    Code(
        "fact-as-of",
        Text(
            "as_of（{given}）与事实“{name}”（{fact}）不一致", "as_of ({given}) differs from the fact `{name}` ({fact})"
        ),
        Text("只保留其中一个。", "Give one of them only."),
        at="name",
    ),
    # tables of cases
    Code(
        "table-column",
        Text("表中没有名为“{name}”的列", "the table has no column named `{name}`"),
        Text("表中有：{allowed}。", "It has: {allowed}."),
        at="name",
    ),
    Code(
        "table-lengths",
        Text("各列的行数不同：{lengths}", "the columns differ in how many rows they have: {lengths}"),
        Text("每一列都要有同样多的行；未知的写 null。", "Each needs as many; write null for what is unknown."),
    ),
    Code(
        "table-format",
        Text("不认得“{path}”是哪种表格", "`{path}` is no sort of table that is known"),
        Text("文件名以这些结尾：{allowed}。", "The name of a file ends in one of: {allowed}."),
    ),
    Code(
        "table-file",
        Text("表格“{path}”读写不了：{problem}", "the table `{path}` cannot be read or written: {problem}"),
        Text(
            "检查路径、权限和格式；CSV 不是 UTF-8 的，用 --encoding 指定，如 gb18030。",
            "Check the path, the permissions and the format; a CSV that is not UTF-8 needs --encoding, as in gb18030.",
        ),
    ),
    Code(
        "table-taken",
        Text(
            "表中已经有名为“{name}”的列，结果写不进去",
            "the table has a column `{name}` already, where a result would go",
        ),
        Text("先把这一列改名。", "Give that column another name first."),
    ),
    Code(
        "table-no-row",
        Text("表中没有第 {row} 行，共 {count} 行", "there is no row {row}: the table has {count}"),
        Text("行从 1 数起，不算标题行。", "Rows count from 1, without the heading."),
    ),
    Code(
        "table-output",
        Text("没有说明结果写到哪里", "it is not said where the results go"),
        Text(
            "加 --out FILE 写出结果，或者 --explain ROW 只说明一行，--sample N 抽取几行各写一页；只要合计的，用 report。",
            "Add --out FILE for the results, --explain ROW for the reasons of one row, or --sample N for the pages of "
            "some; `report` tells the counts alone.",
        ),
    ),
    Code(
        "table-groups",
        Text(
            "按 {columns} 计数，分出的组超过 {most} 个", "counted by {columns}, the table has more than {most} groups"
        ),
        Text(
            "按取值少的列计数，如学校、学期；逐行的结果用 run 写出。",
            "Count by columns of few values, such as a school or a term; `run` writes the answer to each row.",
        ),
    ),
    Code(
        "table-compared",
        Text(
            "相比的两张表，行数不同：{lengths}",
            "the two tables that are compared differ in how many rows they have: {lengths}",
        ),
        Text("用同一张表，分别在两份政策下判断。", "Put the same table under the two policies."),
    ),
    Code(
        "report-ending",
        Text("不认得“{path}”是哪种报告", "`{path}` is no sort of report that is known"),
        Text("文件名以这些结尾：{allowed}。", "The name of a file ends in one of: {allowed}."),
    ),
    Code(
        "table-amount",
        Text(
            "“{name}”的数 {given} 超过 {places} 位小数，写不进一列",
            "`{name}` is {given}, which has more than {places} places and fits no column",
        ),
        Text("在事项中给这个数写明取整。", "State in the decision how that number is rounded."),
    ),
    Code(
        "table-values",
        Text(
            "“{column}”列有 {count} 行的值不能用（见第 {rows} 行）；如：{problem}",
            "values in the column `{column}` cannot be used, {count} in all (see row {rows}); for example: {problem}",
        ),
        Text("{help}", "{help}"),
    ),
    # residuals, and SQL
    Code(
        "residual-audit",
        Text(
            "“{name}”是多个事项的检查，不能合成一个条件", "`{name}` is an audit of many questions, and no one condition"
        ),
        Text("逐个事项来问，例如：{allowed}。", "Ask its questions one by one, such as: {allowed}."),
        at="name",
    ),
    Code(
        "residual-records",
        Text(
            "本政策有成员名单或者逐期的事实，条件随案件而定，不能预先写出",
            "this policy has lists of records, or facts told period by period: its conditions differ from case to case",
        ),
        Text("用 run 逐行判断。", "Decide row by row, with `run`."),
    ),
    Code(
        "residual-day",
        Text("事实的定义随日期变化，没有给出日期", "what the facts are has changed over time, and no day is given"),
        Text("用 as_of（--as-of）写明按哪一天判断。", "Give the day that decides, as `as_of` (`--as-of`)."),
    ),
    Code(
        "residual-contradiction",
        Text("给定的事实互相矛盾：{facts}", "the fixed facts contradict one another: {facts}"),
        Text("核对后只留下正确的。", "Check them, and leave those that are right."),
    ),
    Code(
        "residual-ways",
        Text("未定的事实太多，各种情形写不完", "too much is open: there are more ways than can be written"),
        Text(
            "再固定其中几项，或者只列出表中确有的列：{facts}。",
            "Fix more of these facts, or name only the columns that the table has: {facts}.",
        ),
    ),
    Code(
        "sql-part",
        Text("“{part}”不能写成 {dialect} 的 SQL：{why}", "`{part}` cannot be said in the SQL of {dialect}: {why}"),
        Text(
            "把它所用的事实固定下来，换一种方言，或者用 run 逐行判断。现在由列给出的有：{facts}。",
            "Fix the facts that it reads, choose another dialect, or decide row by row with `run`. Columns tell: {facts}.",
        ),
        at="part",
    ),
    Code(
        "code-not-on-day",
        Text(
            "{day} 的“{codes}”中没有代码“{code}”（事实 {name}）",
            "`{code}` is not a code of `{codes}` on {day} (fact {name})",
        ),
        Text("{suggestion}这一天可用：{allowed}。", "{suggestion}Its codes on that day are: {allowed}."),
        at="name",
    ),
    Code(
        "reading-not-on-day",
        Text(
            "{day} 的 {name} 没有读法“{code}”",
            "{name} cannot be read as `{code}` on {day}",
        ),
        Text("这一天可选：{allowed}。", "On that day it can be: {allowed}."),
    ),
    Code(
        "case-entity",
        Text("案卷中没有名为“{name}”的内容", "a case file has no `{name}`"),
        Text("{suggestion}可用：{allowed}。", "{suggestion}It has: {allowed}."),
        at="name",
    ),
    Code(
        "case-place",
        Text("“{name}”不属于 {entity}", "`{name}` is not of {entity}"),
        Text("{suggestion}此处可用：{allowed}。", "{suggestion}Allowed here: {allowed}."),
    ),
    Code(
        "case-file-shape",
        Text("{entity} 的写法有误：{given}", "{entity} is not written as it should be: {given}"),
        Text("此处应为{wanted}。", "This should be {wanted}."),
    ),
    Code(
        "case-held",
        Text(
            "{entity} 的“{name}”已经是 {held}，又收到 {given}",
            "`{name}` of {entity} is {held} already, and {given} is given",
        ),
        Text("更正用 amend，撤回用 retract。", "Correct it with amend, or withdraw it with retract."),
    ),
    Code(
        "case-copied",
        Text("案卷只有一份，不能复制，也不能送往别的进程", "a case file is one: it can be neither copied nor pickled"),
        Text(
            "带走它的事实（case.facts），用 policy.open_case(facts) 另开一份。",
            "Take its facts along (case.facts), and open another with policy.open_case(facts).",
        ),
    ),
    Code(
        "case-not-held",
        Text("{entity} 没有“{name}”，无从撤回", "{entity} has no `{name}` to withdraw"),
        Text("案卷现有的内容见 facts。", "See what the file holds in its `facts`."),
    ),
    Code(
        "request-unknown",
        Text("没有{what}“{name}”", "there is no {what} `{name}`"),
        Text("{suggestion}可用：{allowed}。", "{suggestion}There are: {allowed}."),
        at="argument",
    ),
    Code(
        "request-type",
        Text(
            "参数“{argument}”应为{wanted}，收到 {given}", "the argument `{argument}` should be {wanted}, and is {given}"
        ),
        Text("例：{example}", "For example: {example}"),
        at="argument",
    ),
    Code(
        "request-clause",
        Text("“{name}”没有依据条款 {clause} 的规则", "no rule on clause {clause} answers `{name}`"),
        Text(
            "“{name}”的规则所依据的条款：{clauses}。条款 {clause} 所关系的事项：{decisions}。",
            "Rules on these clauses answer `{name}`: {clauses}. Clause {clause} bears on: {decisions}.",
        ),
    ),
    Code(
        "reading-clash",
        Text(
            "读法 {one} 与 {other} 都改动规则“{name}”的“{part}”，不能同时选用",
            "readings {one} and {other} both change `{part}` of rule `{name}` and cannot be chosen together",
        ),
        Text("每次选用其中一个。", "Choose one of them at a time."),
    ),
    Code(
        "facts-shape",
        Text(
            "事实应按组给出，如 reader: {{age: 12}}，收到 {given}",
            "facts come in groups, as in reader: {{age: 12}}, and {given} is given",
        ),
        Text("每组一个键，组内是“名称: 值”。", "One key for each group, and below it names with values."),
    ),
    Code(
        "facts-source",
        Text("读取所给事实时出错：{problem}", "the facts given break as they are read: {problem}"),
        Text(
            "错误出在提供事实的对象，原错误见 __cause__。",
            "The fault is in the object that holds them; the error that it raised is the `__cause__`.",
        ),
    ),
    Code(
        "policy-absent",
        Text(
            "本进程没有载入政策版本 {revision}，这项决定由它作出",
            "this process has not loaded the policy revision {revision}, which made this decision",
        ),
        Text(
            "决定随附结论、逐条规则的结论和事实；其余内容要先用 Policy.load 载入该版本并保留。",
            "A decision brings its outcome, findings and facts along; for the rest, load that revision by Policy.load and keep it.",
        ),
    ),
    Code(
        "audit-explanation",
        Text(
            "“{name}”汇集若干事项，本身没有单一的说明",
            "`{name}` gathers several questions and has no single explanation",
        ),
        Text(
            "每个事项的说明在 parts 中，汇总的结果见 report。",
            "Each question has its own, in `parts`; what they come to together is in `report`.",
        ),
    ),
    Code(
        "record-shape",
        Text("这不是一份决定记录：{problem}", "this is no decision record: {problem}"),
        Text("提供 decision.record() 写出的完整 JSON。", "Give the whole JSON that decision.record() wrote."),
    ),
    Code(
        "record-newer",
        Text(
            "这份记录的格式是“{given}”，本版程序只认到“{known}”",
            "the record's format is `{given}`; this version knows up to `{known}`",
        ),
        Text(
            "用写出它的那一版程序（{library}）或者更新的版本重新判断。",
            "Replay it with the version that wrote it ({library}) or a later one.",
        ),
    ),
    Code(
        "replay-masked",
        Text(
            "不能重新判断：记录写出时隐去了要用到的事实：{names}",
            "cannot be replayed: facts that it needs were left out when it was written: {names}",
        ),
        Text(
            "向当时提供这些事实的一方调取原值，用 decide 重新判断后核对结论。",
            "Ask whoever supplied them for the values, decide again, and compare the outcome.",
        ),
    ),
    Code(
        "replay-engine",
        Text(
            "不能重新判断：本机没有当时所用的引擎“{name}”",
            "cannot be replayed: the engine `{name}` that decided is not installed here",
        ),
        Text(
            "这里有的引擎：{allowed}。安装当时的引擎后再试。",
            "There are: {allowed}. Install the engine that decided and try again.",
        ),
    ),
    Code(
        "replay-revision",
        Text(
            "不能重新判断：日志里没有政策版本 {revision}",
            "cannot be replayed: the log does not hold the policy revision {revision}",
        ),
        Text(
            "找到该版本的政策文件夹或者打包文件，用 --policy 指定。",
            "Find that revision as a folder or a bundle and name it with --policy.",
        ),
    ),
    Code(
        "extra-missing",
        Text("没有安装“{module}”，这项功能要用到它", "`{module}` is not installed, and this needs it"),
        Text(
            "安装：pip install 'afterschool-policy[{extra}]'", "Install it: pip install 'afterschool-policy[{extra}]'"
        ),
    ),
    Code(
        "writing-value",
        Text(
            "写入记录时给出的 `{name}` 应当是{wanted}，而给出的是 {given}",
            "`{name}` of what is written should be {wanted}, and is {given}",
        ),
        Text(
            "什么也没有写入。改正后重写；不是文字的编号，先转成文字。",
            "Nothing was written. Mend it and write again; turn an id that is no text into text first.",
        ),
    ),
    Code(
        "log-address",
        Text("“{url}”不是决定日志的地址", "`{url}` is no address of a decision log"),
        Text(
            "写 SQLite 文件的路径，或者 sqlite:///… 、postgresql://… 。",
            "Give the path of an SQLite file, or sqlite:///… or postgresql://…",
        ),
    ),
    Code(
        "log-absent",
        Text("“{path}”没有决定日志", "there is no decision log at `{path}`"),
        Text(
            "检查地址。日志在第一次写入时建立。", "Check the address. A log is begun when something is first written."
        ),
    ),
    Code(
        "log-newer",
        Text(
            "日志的表是第 {given} 版，本版程序只认到第 {known} 版",
            "the log's tables are of edition {given}; this version knows up to {known}",
        ),
        Text("升级程序后再打开。", "Upgrade the library, then open it."),
    ),
    Code(
        "log-write",
        Text("没有写入决定日志 {url}：{problem}", "the decision log {url} was not written: {problem}"),
        Text(
            "这次的记录一条也没有写入；此前确认过的都在。排除原因后重写。",
            "Nothing of this was written, all that was acknowledged before is there. Mend the cause and write again.",
        ),
    ),
    Code(
        "log-id-taken",
        Text("决定日志 {url} 里编号“{names}”已经用过", "the ids `{names}` are taken already in the decision log {url}"),
        Text(
            "同一编号只能写入一次；这次的记录一条也没有写入。改用别的编号，或者查 audit show：可能上次已经写入。",
            "An id is written once; nothing of this was written. Give another, or look with audit show: "
            "it may have been written last time.",
        ),
    ),
    Code(
        "log-copied",
        Text("决定日志不能复制，也不能送往别的进程", "a decision log can be neither copied nor pickled"),
        Text(
            "在每个进程里用同一个地址打开：DecisionLog.open(…)。",
            "Open it in each process by its address: DecisionLog.open(…).",
        ),
    ),
    Code(
        "log-policy-other",
        Text("决定由政策 {revision} 作出，不是由给出的 {given}", "policy {revision} made the decision, not {given}"),
        Text(
            "把作出决定的政策一起写入；什么也没有写入。policy.decide(..., log=...) 会自己做到。",
            "Append it with the policy that made it, as policy.decide(..., log=...) does; nothing was written.",
        ),
    ),
    Code(
        "log-policy-differs",
        Text(
            "决定日志 {url} 里存有同一版本号 {revision} 的另一份政策",
            "the decision log {url} keeps another policy under the same revision {revision}",
        ),
        Text(
            "两份之中有一份被改动过；这次的记录一条也没有写入。用 audit verify 核验日志，从可靠的来源重新取得政策。",
            "One of the two was tampered with; nothing of this was written. Verify the log with audit verify, and get the "
            "policy again from where you trust it.",
        ),
    ),
    Code(
        "log-read",
        Text("读不了决定日志 {url}：{problem}", "the decision log {url} cannot be read: {problem}"),
        Text(
            "检查地址、权限和数据库是否在运行。",
            "Check the address, the permissions, and that the database is running.",
        ),
    ),
    Code(
        "log-unreadable",
        Text("日志第 {sequence} 条读不出来：{problem}", "entry {sequence} of the log cannot be read: {problem}"),
        Text("用 audit verify 核验整份日志。", "Run audit verify over the whole log."),
    ),
    Code(
        "log-no-entry",
        Text("日志里没有编号为“{name}”的决定", "the log holds no decision `{name}`"),
        Text(
            "用 audit list 查编号；只写开头几位也可以。",
            "Look it up with audit list; the beginning of the id is enough.",
        ),
    ),
    Code(
        "log-many-entries",
        Text("日志里有几项决定的编号以“{name}”开头", "several decisions have an id that begins with `{name}`"),
        Text("多写几位。", "Give more of it."),
    ),
    Code(
        "log-no-revision",
        Text("日志里没有版本号以“{name}”开头的政策", "the log keeps no policy whose revision begins with `{name}`"),
        Text("{suggestion}日志里有：{allowed}。", "{suggestion}The log keeps: {allowed}."),
    ),
    Code(
        "log-many-revisions",
        Text(
            "日志里有几份政策的版本号以“{name}”开头",
            "several policies of the log have a revision that begins with `{name}`",
        ),
        Text("多写几位：{allowed}。", "Give more of it: {allowed}."),
    ),
    Code(
        "anchor-shape",
        Text("这不是锚点：{problem}", "this is no anchor: {problem}"),
        Text("提供 audit anchor 写出的文件。", "Give the file that audit anchor wrote."),
    ),
    Code("plot-empty", Text("没有可画的决定", "there is nothing to draw"), Text("放宽筛选条件。", "Ask for more.")),
    Code(
        "plot-font",
        Text(
            "本机没有中文字体，画不出图中的中文", "no font with Chinese characters is installed, which the plot needs"
        ),
        Text(
            "安装一种中文字体（Debian：fonts-noto-cjk），或者画成 SVG（文件名以 .svg 结尾），由阅读者的字体显示。",
            "Install one (on Debian, fonts-noto-cjk), or draw an SVG (a name in .svg), which its reader's fonts show.",
        ),
    ),
    Code(
        "plot-file",
        Text("写不了图“{path}”：{problem}", "the plot `{path}` cannot be written: {problem}"),
        Text(
            "检查路径和权限；扩展名用 .png、.svg 或者 .pdf。",
            "Check path and permissions; end its name in .png, .svg or .pdf.",
        ),
    ),
    Code(
        "picture-ending",
        Text("画不出“{path}”这种文件", "there is no way to draw a file such as `{path}`"),
        Text("文件名以 .svg、.html、.png 或者 .pdf 结尾。", "End its name in .svg, .html, .png or .pdf."),
    ),
    Code(
        "file-unwritable",
        Text("写不了文件“{path}”：{problem}", "the file `{path}` cannot be written: {problem}"),
        Text("检查路径和权限；文件夹要先建好。", "Check the path and the permissions; the folder has to be there."),
    ),
    Code(
        "table-ending",
        Text("“{path}”不是可以读写的表格文件", "`{path}` is no table that can be read or written"),
        Text("文件名以这些结尾：{allowed}。", "End the name of the file in one of: {allowed}."),
    ),
    Code(
        "table-unreadable",
        Text("“{path}”不能作为 Parquet 表格读取：{problem}", "`{path}` cannot be read as a Parquet table: {problem}"),
        Text("检查文件是否完整，是否确为 Parquet。", "Check that the file is whole, and that it is Parquet."),
    ),
    Code(
        "facts-beside",
        Text(
            "第{number}组事实旁的日期或者读法有误：{given}",
            "what stands beside the facts of set {number} is wrong: {given}",
        ),
        Text(
            "as_of 写成 2021-09-01；readings 写成“解释: 读法”的映射。",
            "Write as_of as in 2021-09-01, and readings as a mapping of ids to choices.",
        ),
    ),
    # two policies
    Code(
        "git-missing",
        Text(
            "本机没有安装 Git，读不到“git:”所指的版本", "Git is not installed, so that no `git:` revision can be read"
        ),
        Text(
            "安装 Git；或者把原来的文件夹另存一份，直接写文件夹。",
            "Install Git, or keep a copy of the folder as it was and name that.",
        ),
    ),
    Code(
        "git-repository",
        Text("当前文件夹不在 Git 仓库里", "the present folder is in no repository of Git"),
        Text("在仓库的文件夹里运行，或者直接写文件夹。", "Run it in a folder of the repository, or name a folder."),
    ),
    Code(
        "git-revision",
        Text("Git 仓库里没有版本“{revision}”", "the repository has no revision `{revision}`"),
        Text(
            "{suggestion}可以写分支、标签或者提交号，如 git:HEAD；用 git log 查看。",
            "{suggestion}Name a branch, a tag or a commit, as in git:HEAD; `git log` lists them.",
        ),
    ),
    Code(
        "git-path",
        Text("版本“{revision}”里没有“{path}”", "revision `{revision}` does not have `{path}`"),
        Text(
            "写成 git:版本:路径，路径从当前文件夹算起，指向 policy.yaml 所在的文件夹。",
            "Write git:REVISION:PATH; the path is below the present folder and leads to that of policy.yaml.",
        ),
    ),
    Code(
        "git-failed",
        Text("Git 没有给出结果：{problem}", "Git gave no result: {problem}"),
        Text("单独运行 git status，看仓库是否正常。", "Run `git status` to see whether the repository is sound."),
    ),
    Code(
        "impact-same",
        Text("改动前后是同一份政策，没有可比的", "the policy is compared with itself: nothing can differ"),
        Text(
            "用 --old 指明原来的政策，如 --old git:HEAD 或者上次发布的政策包。",
            "Name the policy as it was with --old, as in --old git:HEAD or the bundle that was released.",
        ),
    ),
    Code(
        "impact-question",
        Text("没有说明对这些事实问什么", "what is asked on these facts is not said"),
        Text(
            "用 --decision 写明事项，可重复；或者在每组事实旁写 decision。",
            "Name the question with --decision, which may be repeated, or write `decision` beside each set of facts.",
        ),
    ),
    Code(
        "export-file",
        Text("Parquet 不能输出到屏幕", "Parquet cannot be printed"),
        Text("用 --output 指定文件。", "Name a file with --output."),
    ),
    Code(
        "case-shape",
        Text("用例有误：{problem}", "the case is not right: {problem}"),
        Text(
            "对照 `afterschool-policy schema case` 给出的格式修改。",
            "Compare with the format that `afterschool-policy schema case` prints.",
        ),
    ),
    Code(
        "cases-none",
        Text(
            "“{path}”里没有用例，也没有案卷，什么也没有运行",
            "there is no case and no case file in `{path}`: nothing was run",
        ),
        Text(
            "用例写在 .yaml 文件的 cases 之下，案卷写在 case_files 之下；格式见 `afterschool-policy schema case`。",
            "Cases stand under `cases` of a .yaml file, case files under `case_files`; `afterschool-policy schema case` "
            "prints their format.",
        ),
    ),
    Code(
        "cases-unmatched",
        Text(
            "{count}个用例和案卷里，没有符合“{filters}”的，什么也没有运行",
            "of {count} cases and case files none fits `{filters}`: nothing was run",
        ),
        Text(
            "{suggestion}几种筛选须同时符合；--name 按名称中的文字查找。",
            "{suggestion}All kinds of filter have to fit; `--name` looks for words in the name.",
        ),
    ),
    Code(
        "cases-on-drafts",
        Text(
            "{count} 个用例都是针对拟定的规则写的，没有可以运行的",
            "all {count} cases are on rules in draft, and none is left to run",
        ),
        Text(
            "写上 --with-drafts；拟定的规则已经采用的，删去用例的 with_drafts。",
            "Add --with-drafts; where the drafts are law by now, remove `with_drafts` from the cases.",
        ),
    ),
    Code(
        "cases-unmarked",
        Text(
            "{count} 个用例都不是针对拟定的规则写的，没有可以运行的",
            "none of the {count} cases is on rules in draft, and none is left to run",
        ),
        Text(
            "在用例下写 with_drafts: true，写明拟定的规则施行后应得的结论。",
            "Write cases with `with_drafts: true` that expect what the drafts would make of them.",
        ),
    ),
    Code(
        "cases-none-failed",
        Text(
            "上次运行的用例和案卷没有未通过的，什么也没有运行",
            "no case and no case file failed when they were last run: nothing was run",
        ),
        Text("不加 --failed，全部运行。", "Run all of them, without `--failed`."),
    ),
    # engines
    Code(
        "engine-missing",
        Text("引擎“{engine}”没有安装", "the engine `{engine}` is not installed"),
        Text(
            "在 Python 3.11 或 3.12 上运行 pip install 'afterschool-policy[durable]'（需要 C 编译器）；"
            "其他功能不受影响，默认引擎照常可用。",
            "On Python 3.11 or 3.12, run pip install 'afterschool-policy[durable]' (it needs a C compiler); "
            "everything else works without it, the default engine too.",
        ),
    ),
    Code(
        "columns-missing",
        Text("整表判断要用到的“{package}”没有安装", "`{package}`, which deciding whole tables needs, is not installed"),
        Text(
            "运行 pip install 'afterschool-policy[columns]'；其他功能不受影响，默认引擎照常可用。",
            "Run pip install 'afterschool-policy[columns]'; everything else works without it, the default engine too.",
        ),
    ),
    Code(
        "engine-fault",
        Text("引擎“{engine}”运行异常：{problem}", "the engine `{engine}` failed: {problem}"),
        Text(
            "本次没有给出任何结果。可以用默认引擎判断，并请把本消息报告给维护者。",
            "No answer was given. Decide by the default engine, and please report this message to the maintainers.",
        ),
    ),
    Code(
        "fact-not-exact",
        Text(
            "事实“{names}”的值 {given} 无法精确传入引擎“{engine}”",
            "the value {given} of `{names}` cannot cross exactly into the engine `{engine}`",
        ),
        Text(
            "该引擎中，数最多六位小数，绝对值小于四万亿。请改用默认引擎，它不受此限。",
            "In this engine a number has at most six decimal places and lies below 4 × 10¹² in absolute value. "
            "Use the default engine, which has no such limit.",
        ),
    ),
    Code(
        "engines-differ",
        Text(
            "事项“{decision}”：引擎“{one}”与“{other}”的判断不一致（{parts}）{tests}\n\n"
            "引擎“{one}”：\n{first}\n引擎“{other}”：\n{second}",
            "decision `{decision}`: the engines `{one}` and `{other}` differ ({parts}){tests}\n\n"
            "Engine `{one}`:\n{first}\nEngine `{other}`:\n{second}",
        ),
        Text(
            "两份理由中至少一份有误，都不要采用；请把本消息和事实报告给维护者。",
            "At least one of the two is wrong, so rely on neither; please report this message, with the facts, "
            "to the maintainers.",
        ),
    ),
)

CODES: dict[str, Code] = {code.id: code for code in _TABLE}
