package dev.broadsheet.kernel.http;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** JSON that is written piece by piece: without this the JSON library would take the writer itself for a value. */
@Provider
@Produces({MediaType.APPLICATION_JSON, "application/x-ndjson"})
public class StreamWriting implements MessageBodyWriter<StreamingOutput> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return StreamingOutput.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            StreamingOutput stream,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        stream.write(out);
    }
}
