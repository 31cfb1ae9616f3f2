namespace MnistTrainer.Imaging.Tests.Containers;

/// <summary>Animations and documents of several pages, of which the first image is read.</summary>
public sealed class FrameCountTests
{
    // RFC 9649: a frame of an animation has its place, its size less one, a duration and flags before its chunks.
    private static readonly byte[] Pixels = WebPFile.Write((4, 4), Enumerable.Repeat(true, 16), 0, 255)[12..];
    private static readonly byte[] Frame = [0, 0, 0, 0, 0, 0, 3, 0, 0, 3, 0, 0, 100, 0, 0, 0, .. Pixels];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Counts_the_frames_of_a_gif_file(int frames)
    {
        byte[] file = new GifFile(4, 4).Write([.. Enumerable.Repeat(new byte[16], frames)]);
        Assert.Equal(frames, Count(file));
        Assert.Equal(frames, Count(file[..^1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Counts_the_frames_of_a_webp_file(int frames)
    {
        byte[] canvas = WebPFile.WithCanvas(4, 4);
        byte[] chunks =
        [
            .. Enumerable
                .Repeat<byte[]>([.. "ANMF"u8, .. BitConverter.GetBytes(Frame.Length), .. Frame], frames)
                .SelectMany(chunk => chunk),
        ];
        Assert.Equal(frames, Count([.. "RIFF"u8, .. BitConverter.GetBytes(canvas.Length - 8 + chunks.Length), .. canvas[8..], .. chunks]));
    }

    [Fact]
    public void Counts_the_frames_of_a_png_file()
    {
        byte[] still = new PngFile(4, 4, 8, ColorType: 0).Write((x, _) => [x]);
        Assert.Equal(1, Count(still));
        Assert.Equal(3, Count([.. still[..33], 0, 0, 0, 8, .. "acTL"u8, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, .. still[33..]]));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void Counts_the_pages_of_a_tiff_file(bool hasSecondImage, int pages) =>
        Assert.Equal(pages, Count(new TiffFile(4, 4, 8, 1) { HasSecondImage = hasSecondImage }.Write((x, _) => [x])));

    /// <summary>As in the raw files of cameras, where it would be read in place of the image.</summary>
    [Fact]
    public void Rejects_a_tiff_file_that_starts_with_a_thumbnail()
    {
        byte[] file = new TiffFile(4, 4, 8, 1) { Tags = [(254, [1])] }.Write((x, _) => [x]);
        Assert.Contains("whose first image is a thumbnail", Assert.Throws<InvalidImageException>(() => Count(file)).Message);
    }

    private static int Count(byte[] file) => ImageCodec.CountFrames(file, "image");
}
