package dev.broadsheet.kernel.http;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** JSON that is finished: without this the JSON library would write the bytes as a text in Base64. */
@Provider
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class ByteWriting implements MessageBodyWriter<byte[]> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == byte[].class;
    }

    @Override
    public void writeTo(
            byte[] bytes,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(bytes);
    }
}
