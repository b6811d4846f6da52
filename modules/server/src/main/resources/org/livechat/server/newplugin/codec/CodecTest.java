package {{package}};

import java.util.Optional;
import java.util.Random;

/** A codec is a handful of functions, so call them. Run with assertions on; ends with an exit code other than 0 when one fails. */
final class CodecTest {
    private static final int ROUNDS = 1000;

    private CodecTest() {}

    public static void main(String[] arguments) {
        var codec = new Codec();
        assert codec.answerParameters("").equals(Optional.of(""));
        assert codec.answerParameters("mode=3").equals(Optional.of("mode=3"));
        assert codec.answerParameters("cng=1; mode=7").equals(Optional.of("mode=7"));
        assert codec.answerParameters("mode=8").isEmpty();
        assert codec.answerParameters("vbr=on").equals(Optional.of(""));
        assert codec.formatKey("mode=3").equals("3");
        assert codec.formatKey("").equals("0");
        var random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] payload = new byte[random.nextInt(1200)];
            random.nextBytes(payload);
            assert codec.isKeyframe(payload, 0, payload.length);
            codec.answerParameters(new String(payload, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
    }
}
