"""Invented words: sentences in which some words are common and most are rare, as in what people write."""
# ruff: noqa: SIM905 - words are read best as words

from __future__ import annotations

from random import Random
from typing import Final

_WORDS: Final = """
the of and to we for in by with on from each send share agree plan order delivery forecast week month list
review quality stock price team both grade plant supplier client contract meeting date report change data
sample failure cost capacity schedule volume audit test batch service site engineer manager sponsor board
draft version release access system record claim invoice margin saving return risk insurance liability
specification drawing prototype tooling pallet carrier route warehouse depot customs tariff duty licence
patent notice clause amendment annex escalation response complaint reject defect tolerance calibration
sensor valve pump compressor catalyst solvent resin polymer pigment additive reactor distillation tank
pipeline terminal vessel container lorry driver shift rota overtime holiday trainee curriculum handbook
glossary interface gateway password account backup outage incident rehearsal recovery supervisor steward
procurement tender bid shortlist reference workshop charter mandate steering committee minutes agenda
benefit target baseline threshold indicator dashboard survey interview feedback candour promise courtesy
visit laboratory bench trial pilot rollout cutover handover commissioning maintenance overhaul spare gasket
bearing lubricant viscosity moisture temperature pressure emission effluent permit inspector regulator
""".split()  # fmt: skip
_COMMON: Final = [1 / (rank + 3) for rank in range(len(_WORDS))]

_FIRST: Final = "Ada Bruno Clara Dmitri Elena Farid Greta Hanna Ivo Jonas Karin Luca Marta Nils Olga".split()
_LAST: Final = "Arendt Brandl Costa Dahl Eriksen Faber Grün Holm Ilves Jansen Kovač Lind Moreau Novák".split()
_FIRMS: Final = "Alder Basalt Cobalt Delta Ember Fathom Garnet Harbour Indigo Juniper Keel Larch".split()
_TRADES: Final = "Chemicals Logistics Instruments Foods Polymers Shipping Devices Energy Packaging".split()


def sentence(rng: Random, shortest: int, longest: int) -> str:
    """A sentence of `shortest` to `longest` words."""
    words = rng.choices(_WORDS, _COMMON, k=rng.randint(shortest, longest))
    return " ".join(words).capitalize() + "."


def passage(rng: Random, sentences: int) -> str:
    """Some sentences, in paragraphs."""
    return "\n".join(sentence(rng, 8, 22) for _ in range(sentences))


def person(rng: Random, number: int) -> str:
    """The name of somebody; `number` makes it one nobody else has."""
    return f"{rng.choice(_FIRST)} {rng.choice(_LAST)} {number}"


def firm(rng: Random, number: int) -> str:
    """The name of an organisation; `number` makes it one no other has."""
    return f"{rng.choice(_FIRMS)} {rng.choice(_TRADES)} {number}"
