namespace MnistTrainer.Imaging;

/// <summary>
/// A line of digits as it may fall apart: parts from the left, of which one or some beside each other are a digit. A recognizer says which.
/// </summary>
public sealed class DigitLine
{
    // As shares of a digit's height: no digit is wider, and its strokes lie no further apart. A dash is lower than any digit.
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

    /// <summary>How many parts there are, at least 1.</summary>
    public int Count => _parts.Count;

    /// <summary>What a cut before a part crosses, as a share of a digit's height; 0 where nothing but paper lies between.</summary>
    /// <param name="part">0 to <see cref="Count"/> - 1.</param>
    public double CutBefore(int part) => _cuts[part];

    /// <summary>The paper between a part and the one before it, as a share of a digit's height; negative where they overlap, 0 for the first.</summary>
    /// <param name="part">0 to <see cref="Count"/> - 1.</param>
    public double GapBefore(int part) => part == 0 ? 0 : (double)_parts[part - 1].Box.GapTo(_parts[part].Box) / _height;

    /// <summary>Whether parts have the size of a digit, so that they may be one.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many, at least 1.</param>
    public bool MayBeDigit(int first, int count)
    {
        ImageBox box = PageBox(first, count);
        return box.Width <= WidestDigit * _height
            && box.Height >= LowestDigit * _height
            && Enumerable.Range(first + 1, count - 1).All(part => GapBefore(part) <= WidestGap);
    }

    /// <summary>The height of parts together, as a share of a digit's usual height on the page.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many, at least 1.</param>
    public double Height(int first, int count) => (double)PageBox(first, count).Height / _height;

    /// <summary>The width of parts together, as a share of a digit's usual height on the page.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many, at least 1.</param>
    public double Width(int first, int count) => (double)PageBox(first, count).Width / _height;

    /// <summary>Where parts lie in the image that was given.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many, at least 1.</param>
    public ImageBox Box(int first, int count) => PageBox(first, count).In(_source, (double)_source.Width / _page.Ink.Width);

    /// <summary>The parts alone, as light ink on black with room around them.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many, at least 1.</param>
    public GrayImage Draw(int first, int count) => _page.Draw(_parts.GetRange(first, count));

    private ImageBox PageBox(int first, int count) =>
        _parts.GetRange(first, count).Select(part => part.Box).Aggregate((all, one) => all.Around(one));
}
