package io.mlplatform.models;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * What a publisher says of a model besides its metrics. Immutable.
 *
 * @param image the container image that serves it, by digest; empty where none was named
 */
public record ModelDescription(Framework framework, ModelSignature signature, ModelCard card, String image)
        implements Serializable {

    /** Of a model whose publisher said nothing. */
    public static final ModelDescription EMPTY =
            new ModelDescription(Framework.UNSTATED, ModelSignature.of(), ModelCard.EMPTY, "");

    private static final Pattern IMAGE = Pattern.compile("[^@\\s]+@sha256:[0-9a-f]{64}");

    public ModelDescription {
        if (!image.isEmpty() && !IMAGE.matcher(image).matches()) {
            throw new IllegalArgumentException("'" + image
                    + "' does not pin a container image: a tag can be moved, name it as repository@sha256:<digest>");
        }
    }

    ModelDescription with(Framework stated) {
        return new ModelDescription(stated, signature, card, image);
    }

    ModelDescription with(ModelSignature stated) {
        return new ModelDescription(framework, stated, card, image);
    }

    ModelDescription with(ModelCard stated) {
        return new ModelDescription(framework, signature, stated, image);
    }

    ModelDescription withImage(String stated) {
        return new ModelDescription(framework, signature, card, stated);
    }
}
