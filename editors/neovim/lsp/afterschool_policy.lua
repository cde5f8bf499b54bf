-- The language server of afterschool_policy, for vim.lsp.enable("afterschool_policy") of Neovim 0.11 and later.
-- init_options: lang is "zh" or "en" (without it the first language of the policy); docs is where the documentation stands.
return {
  cmd = { "afterschool-policy", "lsp" },
  filetypes = { "yaml" },
  root_dir = function(buffer, on_dir)
    -- The project: the folder around the policy, so that the cases beside it belong to it; nothing else is served.
    local policy = vim.fs.root(buffer, "policy.yaml")
    if policy then
      on_dir(vim.fs.basename(policy) == "policy" and vim.fs.dirname(policy) or policy)
      return
    end
    local project = vim.fs.root(buffer, "policy")
    if project and vim.uv.fs_stat(vim.fs.joinpath(project, "policy", "policy.yaml")) then
      on_dir(project)
    end
  end,
  init_options = {},
}
