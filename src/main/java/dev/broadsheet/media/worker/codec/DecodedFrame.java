package dev.broadsheet.media.worker.codec;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.broadsheet.media.worker.pixels.Size;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** A picture that FFmpeg has decoded. */
public final class DecodedFrame implements AutoCloseable {

    /** The bytes of a packet, written piece by piece, so that they aren't in the heap as a whole. */
    public interface PacketBytes {
        /** Reads from an offset into an array. */
        void read(long offset, byte[] to, int count) throws IOException;
    }

    private static final int PIECE = 64 * 1024;

    private final AVFrame frame;
    private final AVCodecContext context;

    private DecodedFrame(AVFrame frame, AVCodecContext context) {
        this.frame = frame;
        this.context = context;
    }

    /**
     * Decodes one packet.
     *
     * @param largest the size of the largest frame that is decoded
     */
    public static DecodedFrame decode(String decoder, PacketBytes bytes, int length, Size largest)
            throws CodecException, IOException {
        AVCodecContext context = avcodec_alloc_context3(avcodec_find_decoder_by_name(decoder));
        AVFrame frame = av_frame_alloc();
        AVPacket packet = av_packet_alloc();
        boolean decoded = false;
        try {
            context.thread_count(1);
            // Counted with the padding of rows and columns.
            context.max_pixels((largest.width() + 256L) * (largest.height() + 256L));
            check("open", avcodec_open2(context, context.codec(), (AVDictionary) null));
            check("packet", av_new_packet(packet, length));
            fill(packet, bytes, length);
            check("send", avcodec_send_packet(context, packet));
            check("end", avcodec_send_packet(context, null));
            check("receive", avcodec_receive_frame(context, frame));
            decoded = true;
            return new DecodedFrame(frame, context);
        } finally {
            av_packet_free(packet);
            if (!decoded) {
                av_frame_free(frame);
                avcodec_free_context(context);
            }
        }
    }

    public Size size() {
        return new Size(frame.width(), frame.height());
    }

    AVFrame frame() {
        return frame;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }

    private static void fill(AVPacket packet, PacketBytes bytes, int length) throws IOException {
        byte[] piece = new byte[Math.min(PIECE, length)];
        BytePointer data = packet.data();
        for (int offset = 0; offset < length; offset += PIECE) {
            int count = Math.min(PIECE, length - offset);
            bytes.read(offset, piece, count);
            data.position(offset).put(piece, 0, count);
        }
    }

    private static void check(String step, int code) throws CodecException {
        if (code < 0) {
            throw new CodecException(step, code);
        }
    }
}
