package dev.broadsheet.media.worker.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_IEC61966_2_1;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Encodes one frame: give it all rows of all planes, then ask for the result. */
public final class FrameEncoder implements AutoCloseable {

    private final AVCodecContext context;
    private final AVFrame frame;
    private final AVPacket packet = av_packet_alloc();
    private final BytePointer[] planes;

    /**
     * @param pixelFormat of FFmpeg; anything but BGRA is YCbCr in the full range, BT.601, with the primaries and the
     *     curve of sRGB
     * @param options of the encoder
     */
    public FrameEncoder(String encoder, int width, int height, int pixelFormat, Map<String, String> options)
            throws CodecException {
        context = avcodec_alloc_context3(avcodec_find_encoder_by_name(encoder));
        frame = av_frame_alloc();
        AVDictionary dictionary = new AVDictionary(null);
        boolean opened = false;
        try {
            context.width(width).height(height).pix_fmt(pixelFormat).time_base(av_make_q(1, 25));
            context.thread_count(1);
            // The AVIF muxer writes a corrupt file without.
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
            if (pixelFormat != AV_PIX_FMT_BGRA) {
                context.color_range(AVCOL_RANGE_JPEG)
                        .colorspace(AVCOL_SPC_BT470BG)
                        .color_primaries(AVCOL_PRI_BT709)
                        .color_trc(AVCOL_TRC_IEC61966_2_1);
                frame.color_range(AVCOL_RANGE_JPEG);
            }
            options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
            check("open", avcodec_open2(context, context.codec(), dictionary));
            frame.width(width).height(height).format(pixelFormat);
            frame.pts(0).duration(1);
            check("frame", av_frame_get_buffer(frame, 0));
            planes = new BytePointer[] {
                new BytePointer(frame.data(0)), new BytePointer(frame.data(1)), new BytePointer(frame.data(2))
            };
            opened = true;
        } finally {
            av_dict_free(dictionary);
            if (!opened) {
                close();
            }
        }
    }

    /** Writes a row of a plane. */
    public void put(int plane, int y, byte[] row, int length) {
        planes[plane].position((long) y * frame.linesize(plane)).put(row, 0, length);
    }

    /** The encoded packet, which for WebP is the file. */
    public byte[] packet() throws CodecException {
        receive();
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        finish();
        return bytes;
    }

    /** The encoded packet as an AVIF file. */
    public byte[] avif() throws CodecException {
        AVFormatContext muxer = new AVFormatContext(null);
        check("muxer", avformat_alloc_output_context2(muxer, null, "avif", null));
        byte[] bytes = {};
        AVIOContext out = new AVIOContext(null);
        boolean open = false;
        try {
            AVStream stream = avformat_new_stream(muxer, null);
            check("parameters", avcodec_parameters_from_context(stream.codecpar(), context));
            stream.time_base(context.time_base());
            check("buffer", avio_open_dyn_buf(out));
            open = true;
            muxer.pb(out);
            check("header", avformat_write_header(muxer, (AVDictionary) null));
            receive();
            packet.stream_index(0);
            av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
            check("write", av_interleaved_write_frame(muxer, packet));
            check("trailer", av_write_trailer(muxer));
            finish();
        } finally {
            if (open) {
                BytePointer buffer = new BytePointer((Pointer) null);
                bytes = new byte[avio_close_dyn_buf(muxer.pb(), buffer)];
                buffer.get(bytes);
                av_free(buffer);
            }
            avformat_free_context(muxer);
        }
        return bytes;
    }

    private void receive() throws CodecException {
        check("send", avcodec_send_frame(context, frame));
        check("end", avcodec_send_frame(context, null));
        check("receive", avcodec_receive_packet(context, packet));
    }

    /** Asks until there is no more, without which SVT-AV1 complains. */
    private void finish() {
        av_packet_unref(packet);
        avcodec_receive_packet(context, packet);
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }

    private static void check(String step, int code) throws CodecException {
        if (code < 0) {
            throw new CodecException(step, code);
        }
    }
}
