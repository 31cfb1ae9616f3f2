using MnistTrainer.Imaging;

namespace MnistTrainer.Data.Tests;

/// <summary>Tests of the bitmaps of optdigits and semeion.</summary>
public sealed class BitmapFileTests : IDisposable
{
    private static readonly string Ring = string.Concat(
        Enumerable
            .Range(0, 32)
            .Select(y => string.Concat(Enumerable.Range(0, 32).Select(x => y is > 3 and < 28 && x is > 3 and < 28 ? '0' : '1')) + "\n")
    );

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("1\n")]
    [InlineData("BU handwritten digit database\nTraining file\n\nentwidth = 32\nntot = 1\n")]
    public void Reads_bitmaps_after_any_header(string header)
    {
        var digits = OptdigitsFile.Read(File(header + Ring + " 0\n" + Ring + " 7\nEOF\n"), Token);

        Assert.Equal([0, 7], digits.Select(one => one.Digit.Label));
        GrayImage bits = digits[1].Digit.Bits;
        Assert.Equal((32, 32, 255, 0, 255), (bits.Width, bits.Height, bits[0, 31], bits[16, 16], bits[3, 16]));
    }

    [Fact]
    public void Names_the_line_of_a_damaged_bitmap()
    {
        Rejection.Of(() => OptdigitsFile.Read(File(Ring + " 0\n" + Ring[..66] + "01\n"), Token), "line 36", "line 3 of a bitmap", "\"01\"");
        Rejection.Of(() => OptdigitsFile.Read(File(Ring + " 12\n"), Token), "line 33", "the class", "\"12\"");
        Rejection.Of(() => OptdigitsFile.Read(File(Ring + " 0\n" + Ring), Token), "an incomplete one at the end");
        Rejection.Of(() => OptdigitsFile.Read(File("nothing\n"), Token), "found none");
    }

    [Theory]
    [InlineData("1", "0")]
    [InlineData("1.0000", "0.0000")]
    public void Reads_the_columns_of_pixels_and_of_the_class(string ink, string paper)
    {
        string[] words = [.. Enumerable.Range(0, 266).Select(i => i is 5 or 16 or 256 + 3 ? ink : paper)];

        (BitmapDigit digit, string place) = SemeionFile.Read(File(string.Join(' ', words) + " \r\n"), Token).Single();

        Assert.Equal(3, digit.Label);
        Assert.Equal([5, 16], Enumerable.Range(0, 256).Where(i => digit.Bits.Pixels[i] == 255));
        Assert.EndsWith("line 1", place, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_line_of_columns_that_are_no_digit()
    {
        string[] words = [.. Enumerable.Range(0, 266).Select(i => i is 5 or 256 ? "1" : "0")];
        string valid = string.Join(' ', words) + "\n";

        Rejection.Of(() => SemeionFile.Read(File(valid + valid[..^3] + "\n"), Token), "line 2", "found 265 columns");
        Rejection.Of(() => SemeionFile.Read(File(valid + valid[..^3] + " 1\n"), Token), "line 2", "expected one class, found several");
        Rejection.Of(() => SemeionFile.Read(File("2" + valid[1..]), Token), "line 1", "pixels 0 or 1", "\"2\"");
        Rejection.Of(() => SemeionFile.Read(File("\n"), Token), "an empty file");
    }

    [Theory]
    // A ring drawn with one pen: twice as wide upright as level, it was stretched to twice its width.
    [InlineData(0, 4, 2, 0.5, 0.88)]
    [InlineData(0, 2, 2, 1.0, 0.88)]
    [InlineData(6, 4, 4, 1.0, 0.59)]
    public void The_width_of_strokes_shows_how_a_digit_was_stretched(int label, int upright, int level, double measured, double usual)
    {
        byte[] bits = new byte[256];
        for (int y = 0; y < 16; y++)
        {
            for (int x = 0; x < 16; x++)
                bits[(16 * y) + x] = x < upright || x >= 16 - upright || y < level || y >= 16 - level ? (byte)255 : (byte)0;
        }

        Assert.Equal(Math.Sqrt(measured * usual), StretchedBox.AspectOf(new GrayImage(16, 16, bits), label), 1e-9);
    }

    [Fact]
    public void A_line_that_fills_its_box_becomes_thin_again()
    {
        byte[] full = new byte[256];
        Array.Fill(full, (byte)255);

        Assert.Equal(0.12, StretchedBox.AspectOf(new GrayImage(16, 16, full), 1), 1e-9);
    }

    [Fact]
    public void Rejects_a_bitmap_without_ink() =>
        Rejection.Of(() => new BitmapDigit(1, new GrayImage(16, 16, new byte[256]), 1).Frame("a, line 1"), "a, line 1", "without ink");

    private DataFile File(string text) => DataFile.OnDisk(_folder.Write("bitmaps", text));
}
