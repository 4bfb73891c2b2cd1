#!/usr/bin/env python3
"""Builds the golden folder `lake` from the format page alone: plain JSON literals, hashlib and gzip, nothing of ours.

Run in this folder: `python3 make-lake.py lake`. The result is checked in; a change of it is a change of the format.
"""
import gzip, hashlib, json, os, shutil, sys

LAKE = sys.argv[1]
ULIDS = iter("01jd%022d" % n for n in range(1, 1000))
TIMES = iter("2026-11-23T12:00:%02d.%03dZ" % (n // 4, n % 4 * 250) for n in range(200))


def put(key, data):
    path = os.path.join(LAKE, key)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "xb") as out:
        out.write(data)


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def sha(data):
    return hashlib.sha256(data).hexdigest()


def document(entity, txn, data, suffix):
    stored = gzip.compress(data, mtime=0)
    put(f"{entity}/_manifests/{txn}/{sha(stored)}{suffix}", stored)
    return {"sha256": sha(stored), "txn": txn, "size": len(stored)}


def ends(path):
    first, second = hashlib.sha256(path.encode()).digest()[:2]
    return first == 0 and second < 8


def cut(entries):
    segments, open_segment = [], []
    for entry in entries:
        open_segment.append(entry)
        if ends(entry["path"]):
            segments.append(open_segment)
            open_segment = []
    return segments + ([open_segment] if open_segment else [])


def segment_digest(entries):
    return sha("".join(f"{e['path']}\0{e['size']}\0{e['sha256']}\n" for e in entries).encode())


def totals(entries):
    return {"files": len(entries), "bytes": sum(e["size"] for e in entries)}


def root(entries, partition_by, how):
    digest = sha("".join(segment_digest(s) + "\n" for s in cut(entries)).encode())
    head = {"format": "mlplatform.manifest/1", **totals(entries), "digest": digest}
    return {**head, **({"partitionBy": partition_by} if partition_by else {}), **how}


def segment_row(entity, txn, entries, columns):
    lines = b"".join(canonical(e) + b"\n" for e in entries)
    where = document(entity, txn, lines, ".jsonl.gz")
    partitions = {}
    for column in sorted(columns):
        raw = [e["path"].split("/")[columns.index(column)].split("=", 1)[1] for e in entries]
        values = sorted(v.replace("%3A", ":") for v in raw if v != "__HIVE_DEFAULT_PARTITION__")
        bounds = {"min": values[0], "max": values[-1]} if values else {}
        partitions[column] = {**bounds, "nulls": len(values) < len(raw)}
    return {**where, "digest": segment_digest(entries), **totals(entries),
            "first": entries[0]["path"], "last": entries[-1]["path"], "partitions": partitions}


def stage(entity, txn, path, data, **more):
    put(f"{entity}/data/{txn}/{path}", data)
    return {"path": path, "size": len(data), "sha256": sha(data), "txn": txn, **more}


def by_path(entries):
    return sorted(entries, key=lambda e: e["path"].encode())


class Log:
    def __init__(self, folder):
        self.folder, self.seq, self.parent, self.state = folder, 0, None, None

    def append(self, event, state):
        entry = {"format": "mlplatform.log/1", "seq": self.seq}
        if self.parent:
            entry["parent"] = self.parent
        write_id = next(ULIDS)
        time = next(TIMES)
        state = state(write_id, time) if callable(state) else state
        entry.update(writeId=write_id, time=time, actor="golden", event=event, state=state)
        data = canonical(entry)
        put(f"{self.folder}/{9999999999 - self.seq:010d}-{self.seq:010d}.json", data)
        self.parent, self.state, self.seq = sha(data), state, self.seq + 1
        return entry


def index(entity, entry):
    version = entry["event"]["version"]
    put(f"{entity}/_versions/{version:010d}.json", canonical(
        {"format": "mlplatform.version/1", "version": version, "seq": entry["seq"], "time": entry["time"],
         "root": entry["state"]["content"], "commit": entry["event"]}))


if os.path.exists(LAKE):
    shutil.rmtree(LAKE)
put("_platform/layout.json", canonical({"format": "mlplatform.layout/1", "zones": {
    z: z for z in ("datasets", "experiments", "features", "models", "pipelines")}}))

# A dataset: version 1 inline, version 2 in segments under a root of its own, one plain alias.
churn = "datasets/growth/churn"
put("datasets/_entities/growth!churn", b"")
log = Log(f"{churn}/_log")
columns = ["split", "at"]
t1, t2 = next(ULIDS), next(ULIDS)
v1 = by_path([
    stage(churn, t1, "split=train/at=10%3A30/part-0.csv", b"id,churned\n1,0\n2,1\n", rows=2, mediaType="text/csv"),
    stage(churn, t1, "split=train/at=__HIVE_DEFAULT_PARTITION__/part-0.csv", b"id,churned\n3,0\n", rows=1),
    stage(churn, t1, "split=test/at=09%3A00/part-0.csv", b"id,churned\n4,1\n", rows=1)])
entry = log.append(
    {"type": "commit", "kind": "dataset", "version": 1, "txn": t1, "mode": "append",
     "message": "First “rows”\n\t\u0001 \U0001f600", "detail": {"ratio": 0.1, "splits": {"train": {"files": 2}}}},
    {"kind": "dataset", "latest": 1, "content": root(v1, columns, {"entries": v1}),
     "labels": {"owner": "growth", "ﬀ": "ligature", "😀": "astral"}})
index(churn, entry)
digest1 = entry["state"]["content"]["digest"]

boundary = next(p for p in (f"split=train/at=11%3A00/part-{n}.csv" for n in range(10**6)) if ends(p))
added = [stage(churn, t2, boundary, b"id,churned\n5,0\n", rows=1),
         stage(churn, t2, "split=validation/at=12%3A00/part-0.csv", b"", rows=0)]
v2 = by_path(v1 + added)
rows = [segment_row(churn, t2, s, columns) for s in cut(v2)]
assert len(rows) == 2
content = document(churn, t2, canonical(root(v2, columns, {"segments": rows})), ".json.gz")
digest2 = root(v2, columns, {})["digest"]
schema = document(churn, t2, canonical({"fields": [{"name": "id", "type": "int64"}]}), ".json.gz")
entry = log.append(
    {"type": "commit", "version": 2, "txn": t2, "base": 1, "baseSeq": 0, "mode": "append", "sources": [1],
     "message": "More", "schema": schema, "token": {"writer": "etl", "sequence": 7, "since": 0}},
    {**log.state, "latest": 2, "content": content, "writers": {"etl": {"sequence": 7, "version": 2, "seq": 1}}})
# `labels` precede `writers` on the page, as they do in a dict that is extended.
index(churn, entry)

alias = lambda _, time: {
    "kind": "dataset", "latest": 2, "content": {"seq": 1},
    "aliases": {"stable": {"version": 1, "digest": digest1, "since": time, "by": "golden", "reason": "checked"}},
    "labels": log.state["labels"], "writers": log.state["writers"]}
log.append({"type": "alias", "moves": [
    {"alias": "stable", "version": 1, "digest": digest1, "by": "golden", "reason": "checked"}]}, alias)

# A model: a protected alias, moved once.
model = "models/growth/churn"
put("models/_entities/growth!churn", b"")
log = Log(f"{model}/_log")
production = Log(f"{model}/_aliases/production")
log.append({"type": "create", "kind": "model", "protected": ["production"]},
           {"kind": "model", "latest": 0, "protected": ["production"]})
held, digests = None, {}
for version, base_seq in ((1, 0), (2, 2)):
    txn = next(ULIDS)
    files = [stage(model, txn, "model.onnx", b"onnx" * version)]
    event = {"type": "commit", "version": version, "txn": txn, "base": version - 1, "baseSeq": base_seq,
             "mode": "replace"}
    if version == 1:
        del event["base"]
        event["inputs"] = [{"ref": "mlp://datasets/growth/churn@2", "digest": digest2, "role": "train"}]
    entry = log.append(event, {"kind": "model", "latest": version, "content": root(files, [], {"entries": files}),
                               **{k: log.state[k] for k in ("protected", "pins") if k in log.state}})
    index(model, entry)
    digests[version] = entry["state"]["content"]["digest"]
    commit_seq = entry["seq"]
    state = {**log.state, "content": {"seq": commit_seq}}
    pin = {"version": version, "holder": "alias:production"}
    entry = log.append({"type": "pin", **pin},
                       lambda write_id, _: {**state, "pins": {**state.get("pins", {}), write_id: pin}})
    value = {"version": version, "digest": digests[version], "pin": entry["writeId"], "by": "risk", "reason": "ok"}
    production.append({"type": "alias", **value}, value)
    if held:
        pins = {k: v for k, v in log.state["pins"].items() if k != held}
        log.append({"type": "unpin", "ids": [held]}, {**log.state, "pins": pins})
    held = entry["writeId"]
put("models/_lineage/datasets/growth!churn/0000000002/models!growth!churn@0000000001", b"")
