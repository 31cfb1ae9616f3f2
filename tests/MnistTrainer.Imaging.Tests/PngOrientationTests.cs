namespace MnistTrainer.Imaging.Tests;

/// <summary>The orientation in the chunk eXIf of PNG files, which are written according to their specifications.</summary>
public sealed class PngOrientationTests
{
    // Where the second pixel of the first row and the first of the second row, of 3 x 2, are seen (TIFF 6.0, tag 274).
    [Theory]
    [InlineData(0, 3, 2, 1, 0, 0, 1)]
    [InlineData(1, 3, 2, 1, 0, 0, 1)]
    [InlineData(2, 3, 2, 1, 0, 2, 1)]
    [InlineData(3, 3, 2, 1, 1, 2, 0)]
    [InlineData(4, 3, 2, 1, 1, 0, 0)]
    [InlineData(5, 2, 3, 0, 1, 1, 0)]
    [InlineData(6, 2, 3, 1, 1, 0, 0)]
    [InlineData(7, 2, 3, 1, 1, 0, 2)]
    [InlineData(8, 2, 3, 0, 1, 1, 2)]
    [InlineData(9, 3, 2, 1, 0, 0, 1)]
    public void Turns_images_upright(byte orientation, int width, int height, int besideX, int besideY, int belowX, int belowY)
    {
        foreach (bool isLittleEndian in (bool[])[false, true])
        {
            foreach (bool isLast in (bool[])[false, true])
            {
                GrayImage image = Decode(Exif(orientation, isLittleEndian), isLast);
                Assert.Equal((width, height), (image.Width, image.Height));
                Assert.Equal(100, image[besideX, besideY]);
                Assert.Equal(200, image[belowX, belowY]);
            }
        }
    }

    [Fact]
    public void Shows_images_with_damaged_orientations_as_they_are_stored()
    {
        byte[] exif = Exif(6, isLittleEndian: true);
        int value = exif.Length - 4 - 4;
        for (int length = 1; length < value + 4; length++)
            Assert.Equal((3, 2), SizeOf(exif[..length]));
        for (int at = 0; at < value; at++)
        {
            byte[] damaged = [.. exif];
            damaged[at] = 0xFF;

            // The number of entries, the width and the unused count leave the orientation readable.
            (int, int) expected = at is >= 8 and < 22 or >= 26 and < 30 ? (2, 3) : (3, 2);
            Assert.Equal(expected, SizeOf(damaged));
        }

        static (int, int) SizeOf(byte[] exif) => (Decode(exif, false).Width, Decode(exif, false).Height);
    }

    private static GrayImage Decode(byte[] exif, bool isLast) =>
        ImageCodec.Decode(
            new PngFile(3, 2, BitDepth: 8, ColorType: 0) { Exif = exif, IsExifLast = isLast }.Write(
                (x, y) =>
                    [
                        (x, y) switch
                        {
                            (1, 0) => 100,
                            (0, 1) => 200,
                            _ => 255,
                        },
                    ]
            ),
            "scan.png"
        );

    /// <summary>A directory with the image's width, 3, and its orientation.</summary>
    private static byte[] Exif(byte orientation, bool isLittleEndian) =>
        isLittleEndian
            ?
            [
                .. "II*\0"u8,
                .. (byte[])[8, 0, 0, 0, 2, 0],
                .. (byte[])[0x00, 0x01, 3, 0, 1, 0, 0, 0, 3, 0, 0, 0],
                .. (byte[])[0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0],
                .. (byte[])[0, 0, 0, 0],
            ]
            :
            [
                .. "MM\0*"u8,
                .. (byte[])[0, 0, 0, 8, 0, 2],
                .. (byte[])[0x01, 0x00, 0, 3, 0, 0, 0, 1, 0, 3, 0, 0],
                .. (byte[])[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
                .. (byte[])[0, 0, 0, 0],
            ];
}
