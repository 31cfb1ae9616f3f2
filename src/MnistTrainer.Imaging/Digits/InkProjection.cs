using System.Numerics;
using System.Runtime.InteropServices;

namespace MnistTrainer.Imaging;

/// <summary>
/// Projects the ink of an image along nearly horizontal directions to its left edge: the Radon transform for small angles. Columns with the
/// same shift are added at once, as the difference of two prefix sums.
/// </summary>
internal sealed class InkProjection
{
    private readonly int _width;
    private readonly int _height;

    // The number of ink pixels of each row before a column; one column more than the image has.
    private readonly ushort[] _before;
    private readonly ushort[] _counts;

    /// <summary>Prepares the prefix sums.</summary>
    /// <param name="turned">The ink, transposed; at most 65,535 columns before transposition.</param>
    /// <param name="threshold">The level above which a pixel is ink.</param>
    public InkProjection(GrayImage turned, int threshold)
    {
        (_width, _height) = (turned.Height, turned.Width);
        _before = new ushort[(_width + 1) * _height];
        _counts = new ushort[_height];
        byte paper = (byte)Math.Clamp(threshold, 0, 254);
        for (int x = 0; x < _width; x++)
        {
            Before(x).CopyTo(Before(x + 1));
            CountInk(turned.Row(x), paper, Before(x + 1));
            InkedColumns += turned.Row(x).ContainsAnyInRange((byte)(paper + 1), (byte)255) ? 1 : 0;
        }
    }

    /// <summary>The number of columns with ink: the most that any line can have.</summary>
    public int InkedColumns { get; }

    /// <summary>
    /// Counts the ink that meets the left edge at each row along a direction, without what lies outside the image's height.
    /// </summary>
    /// <param name="slope">The rows down for each column to the right.</param>
    /// <returns>One count for each row, valid until the next call.</returns>
    public ReadOnlySpan<ushort> Along(double slope)
    {
        Array.Clear(_counts);
        int end;
        for (int start = 0; start < _width; start = end)
        {
            int down = (int)Math.Round(slope * start, MidpointRounding.AwayFromZero);
            // The column where the shift is half a row further.
            double further = slope == 0 ? _width : Math.Ceiling((down + Math.CopySign(0.5, slope)) / slope);
            end = Math.Min(_width, Math.Max(start + 1, (int)further));
            if (Math.Abs(down) < _height)
                AddColumns(start, end, down);
        }

        return _counts;
    }

    private Span<ushort> Before(int column) => _before.AsSpan(column * _height, _height);

    private void AddColumns(int start, int end, int down)
    {
        int length = _height - Math.Abs(down);
        Span<ushort> counts = _counts.AsSpan(Math.Max(0, -down), length);
        ReadOnlySpan<ushort> before = Before(start).Slice(Math.Max(0, down), length);
        ReadOnlySpan<ushort> upTo = Before(end).Slice(Math.Max(0, down), length);
        Span<Vector<ushort>> wide = MemoryMarshal.Cast<ushort, Vector<ushort>>(counts);
        ReadOnlySpan<Vector<ushort>> wideBefore = MemoryMarshal.Cast<ushort, Vector<ushort>>(before);
        ReadOnlySpan<Vector<ushort>> wideUpTo = MemoryMarshal.Cast<ushort, Vector<ushort>>(upTo);
        for (int i = 0; i < wide.Length; i++)
            wide[i] += wideUpTo[i] - wideBefore[i];
        for (int i = wide.Length * Vector<ushort>.Count; i < counts.Length; i++)
            counts[i] += (ushort)(upTo[i] - before[i]);
    }

    private static void CountInk(ReadOnlySpan<byte> column, byte paper, Span<ushort> counts)
    {
        Vector<byte> papers = new(paper);
        ReadOnlySpan<Vector<byte>> wide = MemoryMarshal.Cast<byte, Vector<byte>>(column);
        Span<Vector<ushort>> wideCounts = MemoryMarshal.Cast<ushort, Vector<ushort>>(counts);
        for (int i = 0; i < wide.Length; i++)
        {
            Vector.Widen(Vector.GreaterThan(wide[i], papers) & Vector<byte>.One, out Vector<ushort> low, out Vector<ushort> high);
            wideCounts[2 * i] += low;
            wideCounts[(2 * i) + 1] += high;
        }

        for (int y = wide.Length * Vector<byte>.Count; y < column.Length; y++)
            counts[y] += (ushort)(column[y] > paper ? 1 : 0);
    }
}
