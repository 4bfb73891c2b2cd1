#!/usr/bin/env python3
"""Builds the golden folder `lake-retired` from the format page alone, with the words of make-lake.py.

Run in this folder: `python3 make-retired.py lake-retired`. The result is checked in and never made again.
"""
exec(open("make-lake.py").read().split("if os.path.exists(LAKE):")[0])

# A dataset of three versions, of which the first is retired and the second has an alias.
put("_platform/layout.json", canonical({"format": "mlplatform.layout/1", "zones": {
    z: z for z in ("datasets", "experiments", "features", "models", "pipelines")}}))
old = "datasets/growth/old"
put("datasets/_entities/growth!old", b"")
log = Log(f"{old}/_log")
digests = {}
files = []
for version in (1, 2, 3):
    txn = next(ULIDS)
    carried = [] if version == 1 else files
    files = by_path(carried + [stage(old, txn, f"part-{version}.csv", b"id\n%d\n" % version, rows=1)])
    event = {"type": "commit", **({"kind": "dataset"} if version == 1 else {}), "version": version, "txn": txn,
             **({"base": version - 1, "baseSeq": version - 2, "sources": [version - 1]} if version > 1 else {})}
    event = {k: event[k] for k in ("type", "kind", "version", "txn", "base", "baseSeq") if k in event} | {
        "mode": "append"} | ({"sources": event["sources"]} if version > 1 else {})
    entry = log.append(event, {"kind": "dataset", "latest": version, "content": root(files, [], {"entries": files})})
    index(old, entry)
    digests[version] = entry["state"]["content"]["digest"]
state = {"kind": "dataset", "latest": 3, "content": {"seq": 2}}
log.append({"type": "alias", "moves": [
    {"alias": "stable", "version": 2, "digest": digests[2], "by": "golden", "reason": "checked"}]},
    lambda _, time: {**state, "aliases": {"stable": {
        "version": 2, "digest": digests[2], "since": time, "by": "golden", "reason": "checked"}}})
retired = {"from": 1, "to": 1, "until": "2226-11-23T12:00:00.000Z"}
log.append({"type": "retire", **retired}, {**log.state, "retired": [retired]})
