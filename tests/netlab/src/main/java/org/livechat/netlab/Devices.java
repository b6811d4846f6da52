package org.livechat.netlab;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What fake devices hear and see.
 *
 * @param voice WAV, 48 kHz mono 16 bit
 * @param picture YUV4MPEG2, 4:2:0
 * @param form of the picture
 */
record Devices(Path voice, Path picture, MovingPicture form) {
    static Devices written(Path folder, MovingPicture form) throws IOException {
        return new Devices(ContinuousVoice.writeWav(folder), form.writeY4m(folder), form);
    }
}
