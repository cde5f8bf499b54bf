"""Where a key is named, only what it signed is taken, and nothing else is so much as parsed."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from typer.testing import CliRunner

from afterschool_policy import InvalidPolicy, InvalidRequest, Policy
from afterschool_policy.cli import app
from afterschool_policy.law import bundle
from tests.support import LIBRARY


def keys(folder, name):
    private = Ed25519PrivateKey.generate()
    secret, public = folder / f"{name}.pem", folder / f"{name}.pub.pem"
    secret.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return secret, public


@pytest.fixture(scope="module")
def policy():
    return Policy.load(LIBRARY)


@pytest.fixture
def office(tmp_path):
    return keys(tmp_path, "office")


def codes(data, **arguments):
    with pytest.raises(InvalidPolicy) as caught:
        Policy.from_bundle(data, **arguments)
    return [each.code for each in caught.value.diagnostics]


def test_what_the_key_signed_is_taken_and_is_the_policy(policy, office):
    secret, public = office
    data = policy.bundle(key=secret, release=7)
    assert Policy.from_bundle(data, key=public, least_release=7).law == policy.law
    assert Policy.from_bundle(data).fingerprint == policy.fingerprint


def test_unsigned_foreign_and_older_are_refused_by_name(policy, office, tmp_path):
    secret, public = office
    _, other = keys(tmp_path, "other")
    data = policy.bundle(key=secret, release=7)
    assert codes(policy.bundle(), key=public) == ["bundle-unsigned"]
    assert codes(data, key=other) == ["bundle-foreign"]
    assert codes(data, key=public, least_release=8) == ["bundle-older"]
    assert codes(data.replace(b"release 7", b"release 9", 1), key=public) == ["bundle-foreign"]
    with pytest.raises(InvalidPolicy, match="bundle-unsigned"):
        Policy.load(LIBRARY, key=public)


def test_nothing_is_parsed_before_the_signature_holds(policy, office, monkeypatch):
    secret, public = office
    data = policy.bundle(key=secret)
    monkeypatch.setattr(bundle, "loads", lambda _: pytest.fail("it was read"))
    for changed in (data[:-2] + b"!\n", data[: len(data) // 2], data + b"\n", data.replace(b" ", b"  ", 1)):
        assert codes(changed, key=public) in (["bundle-foreign"], ["bundle-unsigned"])


def test_a_key_that_is_none_and_a_release_that_is_none_are_told(policy, office, tmp_path):
    secret, public = office
    for wrong in (public, tmp_path / "absent.pem", LIBRARY / "policy.yaml"):
        with pytest.raises(InvalidRequest, match="key-unreadable"):
            policy.bundle(key=wrong)
    with pytest.raises(InvalidRequest, match="key-unreadable"):
        Policy.from_bundle(policy.bundle(), key=secret)
    for release in (0, -1, True, "7", 10**20):
        with pytest.raises(InvalidRequest, match="release-number"):
            policy.bundle(key=secret, release=release)
    with pytest.raises(InvalidRequest, match="request-type"):
        Policy.from_bundle(policy.bundle(key=secret), key=public, least_release="7")


def test_a_release_without_a_key_is_refused_and_not_passed_over(policy, tmp_path):
    file = tmp_path / "bundle.jsonl"
    file.write_bytes(policy.bundle())
    for call in (
        lambda: Policy.load(file, least_release=7),
        lambda: Policy.from_bundle(file.read_bytes(), least_release=7),
        lambda: policy.bundle(release=7),
    ):
        with pytest.raises(InvalidRequest, match="release-without-key"):
            call()


def test_the_commands_sign_and_verify(office, tmp_path):
    secret, public = office
    run, made = CliRunner().invoke, str(tmp_path / "signed.jsonl")
    build = ["build", "-o", made, "--policy", str(LIBRARY), "--sign", str(secret), "--release", "3"]
    assert run(app, build).exit_code == 0
    check = ["check", "--policy", made, "--lang", "en", "--key", str(public), "--least-release"]
    assert run(app, [*check, "3"]).exit_code == 0
    assert run(app, [*check, "4"]).exit_code == 3
    schema = ["schema", "facts", "--policy", made]
    environment = {"AFTERSCHOOL_POLICY_KEY": str(public), "AFTERSCHOOL_POLICY_LEAST_RELEASE": "4"}
    assert run(app, schema, env=environment).exit_code == 3
    assert run(app, schema, env={**environment, "AFTERSCHOOL_POLICY_LEAST_RELEASE": "3"}).exit_code == 0
