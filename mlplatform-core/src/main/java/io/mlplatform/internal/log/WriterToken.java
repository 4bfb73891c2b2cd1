package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;

/**
 * An engine's name for one commit, by which a repeated commit is known.
 *
 * @param writer the engine's lasting id
 * @param sequence rises with each commit of the writer
 * @param since the log's head when the writer id was first used; kept in the engine's checkpoint, 0 where it cannot be
 */
public record WriterToken(String writer, long sequence, long since) {

    private static final int MAX_WRITER_LENGTH = 256;

    public WriterToken {
        if (writer.isBlank() || writer.length() > MAX_WRITER_LENGTH || sequence < 0 || since < 0) {
            throw new IllegalArgumentException(
                    "a token has a writer of 1 to 256 characters, and sequence and since from 0: " + writer + " "
                            + sequence);
        }
    }

    ObjectNode toJson() {
        return Json.object().put("writer", writer).put("sequence", sequence).put("since", since);
    }

    static WriterToken parse(StoredJson json) {
        return json.made(() -> new WriterToken(json.text("writer"), json.number("sequence"), json.number("since")));
    }
}
