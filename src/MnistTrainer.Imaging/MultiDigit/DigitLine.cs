namespace MnistTrainer.Imaging;

/// <summary>
/// A line of digits, divided into parts from left to right. One part or several adjacent ones form a digit; a recognizer decides which.
/// </summary>
public sealed class DigitLine
{
    // Limits as shares of a digit's height: the width of a digit, the gap between its strokes, and the least height, which dashes do not
    // reach.
    private const double WidestDigit = 1.5;
    private const double WidestGap = 0.4;
    private const double LowestDigit = 0.4;

    // The largest number of gaps in a broken digit. Without a bound, each of the strokes of a pattern is read together with all those beside it.
    private const int MostGaps = 4;

    // The side of the square that shows a digit with its context, as a share of its height: as in MNIST, 28 for 20.
    private const double Context = 1.4;

    private readonly GrayImage _source;
    private readonly InkPage _page;
    private readonly int _height;
    private readonly List<InkPiece> _parts = [];
    private readonly HashSet<int> _starts = [];

    internal DigitLine(
        GrayImage source,
        InkPage page,
        IEnumerable<InkPiece> pieces,
        IEnumerable<(NumberMarkKind Kind, InkPiece Piece)> marks,
        int height
    )
    {
        (_source, _page, _height) = (source, page, height);
        Marks = [.. marks.Select(mark => new NumberMark(mark.Kind, InSource(mark.Piece.Box)))];
        foreach (InkPiece piece in pieces)
        {
            _starts.Add(_parts.Count);
            _parts.AddRange(TouchingCuts.Split(piece, page, height));
        }
    }

    /// <summary>The number of parts, at least 1.</summary>
    public int Count => _parts.Count;

    /// <summary>The points and minus signs of the number, from left to right.</summary>
    public IReadOnlyList<NumberMark> Marks { get; }

    /// <summary>
    /// The gap between a part and the one before it, as a fraction of a digit's height; negative if they overlap, 0 for the first part.
    /// </summary>
    /// <param name="part">The index of the part, 0 to <see cref="Count"/> - 1.</param>
    public double GapBefore(int part) => part == 0 ? 0 : (double)_parts[part - 1].Box.GapTo(_parts[part].Box) / _height;

    /// <summary>Whether a part was cut from the part before it; otherwise there is paper between them.</summary>
    /// <param name="part">The index of the part, 0 to <see cref="Count"/> - 1.</param>
    public bool IsCutBefore(int part) => !_starts.Contains(part);

    /// <summary>Whether consecutive parts together have the size of a digit.</summary>
    /// <param name="first">The index of the first part.</param>
    /// <param name="count">The number of parts, at least 1.</param>
    public bool MayBeDigit(int first, int count)
    {
        ImageBox box = PageBox(first, count);
        return box.Width <= WidestDigit * _height
            && box.Height >= LowestDigit * _height
            && Enumerable.Range(first + 1, count - 1).All(part => GapBefore(part) <= WidestGap)
            && Enumerable.Range(first + 1, count - 1).Count(part => !IsCutBefore(part)) <= MostGaps;
    }

    /// <summary>The bounding box of consecutive parts in the source image.</summary>
    /// <param name="first">The index of the first part.</param>
    /// <param name="count">The number of parts, at least 1.</param>
    public ImageBox Box(int first, int count) => InSource(PageBox(first, count));

    /// <summary>Draws consecutive parts as light ink on black, with a margin around them.</summary>
    /// <param name="first">The index of the first part.</param>
    /// <param name="count">The number of parts, at least 1.</param>
    public GrayImage Draw(int first, int count) => _page.Draw(_parts.GetRange(first, count));

    /// <summary>
    /// Draws consecutive parts together with their surroundings: paper is mid-gray, the ink of the parts lighter, any other ink darker. The image shows
    /// a square with a side of 1.4 times the height of a digit, or more for larger parts, centered on the parts.
    /// </summary>
    /// <param name="first">The index of the first part.</param>
    /// <param name="count">The number of parts, at least 1.</param>
    /// <param name="side">The height and width of the result, in pixels, at least 1.</param>
    public GrayImage DrawInContext(int first, int count, int side)
    {
        ImageBox box = PageBox(first, count);
        int square = (int)Math.Ceiling(Context * Math.Max(_height, Math.Max(box.Width, box.Height)));
        return _page
            .DrawInContext(
                _parts.GetRange(first, count),
                new ImageBox(box.Left + ((box.Width - square) / 2), box.Top + ((box.Height - square) / 2), square, square)
            )
            .Resize(side, side);
    }

    private ImageBox InSource(ImageBox box) => _page.InSource(box, _source);

    private ImageBox PageBox(int first, int count) =>
        _parts.GetRange(first, count).Select(part => part.Box).Aggregate((all, one) => all.Around(one));
}
