#!/usr/bin/env python3
"""Writes the schemas that CloudFormation templates are checked against, from two packages of the npm registry:

    npm pack @aws-cdk/aws-service-spec @awboost/cfn-resource-types     # then unpack each into a folder of its own
    make-schemas.py <folder of aws-service-spec> <folder of cfn-resource-types> <folder of the schemas>

The first has types, required properties and allowed values, as AWS's resource providers state them; the second has their
patterns and bounds, in comments. The README beside the schemas names versions and licences.
"""

import gzip
import json
import pathlib
import re
import sys

RESOURCES = ["AWS::IAM::Policy", "AWS::IAM::Role", "AWS::KMS::Alias", "AWS::KMS::Key", "AWS::S3::Bucket", "AWS::S3::BucketPolicy"]
TAG = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "Key": {"type": "string", "minLength": 1, "maxLength": 128},
        "Value": {"type": "string", "maxLength": 256},
    },
    "required": ["Key", "Value"],
}
BOUNDS = {"pattern": str, "minLength": int, "maxLength": int, "min": int, "max": int}
NAMES = {"min": "minimum", "max": "maximum"}
FITS = {"string": ["pattern", "minLength", "maxLength"], "integer": ["min", "max"]}


def bounds(source):
    """Of each type of a file, by the name of the type and of the property."""
    found, name, pending = {}, None, {}
    for line in source.read_text().splitlines():
        if begins := re.match(r"export type (\w+) =", line):
            name, pending = begins[1], {}
        elif bound := re.match(r"\s+\* @(\w+) `(.*)`$", line):
            if bound[1] in BOUNDS:
                pending[bound[1]] = BOUNDS[bound[1]](bound[2])
        elif member := re.match(r"    (\w+)\??:", line):
            found[name, member[1]], pending = pending, {}
    return found


class Resource:
    def __init__(self, spec, types, source):
        self.spec, self.types, self.bounds = spec, types, bounds(source)
        self.definitions = {}

    def schema(self):
        own = "".join(self.spec["cloudFormationType"].split("::")[1:]) + "Properties"
        body = self.object(self.spec["properties"], own)
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": self.spec["cloudFormationType"],
            **body,
            "definitions": dict(sorted(self.definitions.items())),
            "attributes": sorted(self.spec.get("attributes", {})),
        }

    def object(self, properties, name):
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {key: self.value(properties[key]["type"], name, key) for key in sorted(properties)},
            "required": sorted(key for key, value in properties.items() if value.get("required")),
        }

    def value(self, kind, owner, key):
        word = kind["type"]
        if word == "ref":
            return self.reference(kind["reference"]["$ref"])
        if word == "array":
            return {"type": "array", "items": self.value(kind["element"], owner, "")}
        if word == "map":
            return {"type": "object", "additionalProperties": self.value(kind["element"], owner, "")}
        if word == "union":
            return {"anyOf": [self.value(one, owner, key) for one in kind["types"]]}
        if word == "tag":
            return TAG
        if word == "json":
            return {"type": "object"}
        schema = {"type": "string" if word == "date-time" else word}
        if "allowedValues" in kind:
            schema["enum"] = kind["allowedValues"]
        given = self.bounds.get((owner, key), {})
        return schema | {NAMES.get(word, word): given[word] for word in FITS.get(schema["type"], []) if word in given}

    def reference(self, identity):
        definition = self.types[identity]
        if definition["name"] not in self.definitions:
            self.definitions[definition["name"]] = {}
            self.definitions[definition["name"]] = self.object(definition["properties"], definition["name"])
        return {"$ref": "#/definitions/" + definition["name"]}


def main(specs, comments, target):
    tables = json.load(gzip.open(pathlib.Path(specs, "db.json.gz")))["schema"]
    types = {one["$id"]: one for one in tables["typeDefinition"]["entities"]}
    found = {one["cloudFormationType"]: one for one in tables["resource"]["entities"]}
    for name in RESOURCES:
        file = name.replace("::", "-")
        schema = Resource(found[name], types, pathlib.Path(comments, "lib", file + ".d.ts")).schema()
        pathlib.Path(target, file.lower() + ".json").write_text(json.dumps(schema, indent=1, sort_keys=False) + "\n")


main(*sys.argv[1:])
