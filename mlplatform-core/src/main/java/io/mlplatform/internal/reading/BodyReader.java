package io.mlplatform.internal.reading;

import java.io.IOException;
import java.io.InputStream;

/** Takes the bytes of a request as they come. */
interface BodyReader {

    /**
     * Takes bytes from the body, of which the next one is the file's at {@code position}.
     *
     * @return how many, at most as many as asked for; -1 where it has ended
     * @throws IOException the body broke off
     */
    int take(InputStream body, long position, long most) throws IOException;
}
