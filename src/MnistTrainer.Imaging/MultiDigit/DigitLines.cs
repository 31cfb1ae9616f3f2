namespace MnistTrainer.Imaging;

/// <summary>Finds the lines of digits in an image: a number on paper, a row, a form, several lines.</summary>
public static class DigitLines
{
    /// <summary>The lines in reading order; none where there is no ink to be seen.</summary>
    /// <param name="image">Dark on light or light on dark, of any size.</param>
    public static IReadOnlyList<DigitLine> Find(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (InkPage.Of(image) is not { } page)
            return [];
        (List<InkPiece> pieces, int height) = PieceFilter.Choose(page);
        return ReadingOrder.Find(pieces, height).ConvertAll(line => new DigitLine(image, page, line, height));
    }
}
