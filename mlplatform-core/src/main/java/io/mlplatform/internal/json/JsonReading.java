package io.mlplatform.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlplatform.internal.Utf8;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;

/**
 * Turns stored bytes into a tree that the format can hold: strict UTF-8, each member once, texts with a UTF-8 form,
 * numbers that are finite, and within bounds of depth and size that keep the tree small beside the heap.
 */
final class JsonReading {

    // An object takes 80 bytes of heap where "{}," takes three of a document: what bounds a tree is its tokens.
    private static final int MAX_TOKENS = 1_000_000;
    private static final int MAX_DEPTH = 500;
    private static final int MAX_DIGITS = 400;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private JsonReading() {}

    /** @throws IOException the bytes are no such JSON */
    static JsonNode tree(byte[] bytes) throws IOException {
        JsonNode tree = MAPPER.readTree(decoded(bytes));
        require(tree);
        return tree;
    }

    // Left to itself the parser guesses UTF-16 and UTF-32 too, and lets overlong forms and surrogates pass.
    private static String decoded(byte[] bytes) throws IOException {
        try {
            return Utf8.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new IOException("its bytes are not UTF-8", e);
        }
    }

    private static void require(JsonNode node) throws IOException {
        if (node.isTextual()) {
            require(node.textValue());
        } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw new IOException("it has a number that no double holds");
        } else if (node.isObject()) {
            for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
                require(names.next());
            }
        }
        for (JsonNode child : node) {
            require(child);
        }
    }

    private static void require(String text) throws IOException {
        if (!Utf8.isWellFormed(text)) {
            throw new IOException("it has a text with a lone surrogate");
        }
    }
}
