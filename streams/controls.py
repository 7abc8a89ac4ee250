"""Time, policy and model, as the steps that keep state keep them."""

from schemas import wire
from schemas.messages import DayPassed, ModelSet, PolicySet
from schemas.policy import Linking, Policy
from streams.linking import model as models
from streams.linking.model import Model
from streams.linking.shipped import shipped
from streams.step import Draft, View


class MissingPolicy(Exception):
    """Our bug: a step was fed before the policy of a municipality was published."""

    def __init__(self, municipality: str) -> None:
        super().__init__(
            f"no policy of municipality {municipality} has reached this partition;"
            " publish it before any message"
        )


def policy_of(view: View, municipality: str) -> Policy:
    known = view.get(f"policy/{municipality}")
    if known is None:
        raise MissingPolicy(municipality)
    fingerprint = known["fingerprint"]
    if fingerprint not in _POLICIES:
        _POLICIES[fingerprint] = Policy.model_validate(known["policy"])
    return _POLICIES[fingerprint]


_POLICIES: dict[str, Policy] = {}  # parsed once; a pure function of its fingerprint


def model_of(view: View, policy: Policy) -> Model:
    """The model in force, with the thresholds of a municipality that has its own."""
    known = view.get("model")
    name = (known["digest"] if known else "", policy.linking)
    if name not in _MODELS:
        model = models.read(known["model"]) if known else shipped()
        _MODELS[name] = models.with_thresholds(
            model, link=policy.linking.link, review=policy.linking.review
        )
    return _MODELS[name]


_MODELS: dict[tuple[str, Linking], Model] = {}  # as with policies


def set_model(draft: Draft, message: ModelSet) -> bool:
    """Keep the model; whether it differs from what was known."""
    known = draft.get("model")
    kept = {"digest": message.digest, "model": message.model}
    draft.put("model", kept)
    return known is None or known["digest"] != message.digest


def set_policy(draft: Draft, message: PolicySet) -> bool:
    """Keep the policy; whether it differs from what was known."""
    policy = message.policy
    kept = {"fingerprint": policy.fingerprint(), "policy": wire.plain(policy)}
    differs = draft.get(f"policy/{policy.municipality}") != kept
    draft.put(f"policy/{policy.municipality}", kept)
    return differs


def set_day(draft: Draft, message: DayPassed) -> bool:
    """Keep the last day passed; whether time moved on."""
    known = draft.get("day")
    if known is not None and known >= message.day.isoformat():
        return False
    draft.put("day", message.day.isoformat())
    return True
