namespace MnistTrainer.Imaging.Tests;

public sealed class BombTests
{
    // The limit is that of decoding; the stages behind it work on the image as it was shrunk, of up to 2048x2048 pixels.
    private const long OfStages = 40_000_000;

    public static TheoryData<string> Names => [.. Bombs.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bomb_is_rejected_or_read_within_the_limit_of_memory(string name)
    {
        byte[] file = Bombs.All[name];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? error = Record.Exception(() => ImageCodec.Decode(file, "bomb"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, ImageCodec.MaximumMemory + OfStages);
        if (error is not null)
            Assert.StartsWith("bomb: expected ", Assert.IsType<InvalidImageException>(error).Message, StringComparison.Ordinal);
    }

    /// <summary>What surrounds the pixels does not matter, however large.</summary>
    [Theory]
    [InlineData("png with text that inflates (zTXt)")]
    [InlineData("png with text that inflates (iTXt)")]
    [InlineData("png with a profile that inflates (iCCP)")]
    [InlineData("png with a thousand frames (APNG)")]
    [InlineData("png whose pixels inflate without end")]
    [InlineData("jpeg with profiles of a megabyte")]
    [InlineData("jpeg with an orientation that refers to itself")]
    [InlineData("gif of three hundred frames")]
    [InlineData("bmp of a palette of four billion colors")]
    [InlineData("tiff of a strip that inflates without end")]
    [InlineData("tiff of rows per strip without end")]
    public void A_whole_image_is_read_in_spite_of_what_surrounds_it(string name)
    {
        byte[] file = Bombs.All[name];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.InRange(ImageCodec.Decode(file, "image").Width, 4, 120);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000 + (3L * file.Length));
    }
}
