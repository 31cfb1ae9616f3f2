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

    private readonly GrayImage _source;
    private readonly InkPage _page;
    private readonly int _height;
    private readonly List<InkPiece> _parts = [];
    private readonly List<double> _cuts = [0];

    internal DigitLine(GrayImage source, InkPage page, IEnumerable<InkPiece> pieces, int height)
    {
        (_source, _page, _height) = (source, page, height);
        foreach (InkPiece piece in pieces)
        {
            (List<InkPiece> parts, List<double> cuts) = TouchingCuts.Split(piece, page, height);
            if (_parts.Count > 0)
                _cuts.Add(0);
            _parts.AddRange(parts);
            _cuts.AddRange(cuts);
        }
    }

    /// <summary>The number of parts, at least 1.</summary>
    public int Count => _parts.Count;

    /// <summary>
    /// The ink crossed by the cut before a part, as a share of a digit's height; 0 if there is only paper between the parts.
    /// </summary>
    /// <param name="part">The index of the part, 0 to <see cref="Count"/> - 1.</param>
    public double CutBefore(int part) => _cuts[part];

    /// <summary>
    /// The gap between a part and the one before it, as a share of a digit's height; negative if they overlap, 0 for the first part.
    /// </summary>
    /// <param name="part">The index of the part, 0 to <see cref="Count"/> - 1.</param>
    public double GapBefore(int part) => part == 0 ? 0 : (double)_parts[part - 1].Box.GapTo(_parts[part].Box) / _height;

    /// <summary>Whether consecutive parts together have the size of a digit.</summary>
    /// <param name="first">The index of the first part.</param>
    /// <param name="count">The number of parts, at least 1.</param>
    public bool MayBeDigit(int first, int count)
    {
        ImageBox box = PageBox(first, count);
        return box.Width <= WidestDigit * _height
            && box.Height >= LowestDigit * _height
            && Enumerable.Range(first + 1, count - 1).All(part => GapBefore(part) <= WidestGap);
    }

    /// <summary>The height of consecutive parts, as a share of a digit's usual height on the page.</summary>
    /// <param name="first">The index of the first part.</param>
    /// <param name="count">The number of parts, at least 1.</param>
    public double Height(int first, int count) => (double)PageBox(first, count).Height / _height;

    /// <summary>The width of consecutive parts, as a share of a digit's usual height on the page.</summary>
    /// <param name="first">The index of the first part.</param>
    /// <param name="count">The number of parts, at least 1.</param>
    public double Width(int first, int count) => (double)PageBox(first, count).Width / _height;

    /// <summary>The bounding box of consecutive parts in the source image.</summary>
    /// <param name="first">The index of the first part.</param>
    /// <param name="count">The number of parts, at least 1.</param>
    public ImageBox Box(int first, int count) => PageBox(first, count).In(_source, (double)_source.Width / _page.Ink.Width);

    /// <summary>Draws consecutive parts as light ink on black, with a margin around them.</summary>
    /// <param name="first">The index of the first part.</param>
    /// <param name="count">The number of parts, at least 1.</param>
    public GrayImage Draw(int first, int count) => _page.Draw(_parts.GetRange(first, count));

    private ImageBox PageBox(int first, int count) =>
        _parts.GetRange(first, count).Select(part => part.Box).Aggregate((all, one) => all.Around(one));
}
