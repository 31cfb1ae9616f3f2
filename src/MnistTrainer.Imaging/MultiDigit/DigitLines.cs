namespace MnistTrainer.Imaging;

/// <summary>Finds the lines of digits in an image: a number on paper, a row, a form, or several lines.</summary>
public static class DigitLines
{
    /// <summary>Finds the lines in reading order; none if the image has no visible ink.</summary>
    /// <param name="image">An image of any size, dark on light or light on dark.</param>
    public static IReadOnlyList<DigitLine> Find(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (InkPage.Of(image) is not { } page)
            return [];
        (List<InkPiece> pieces, int height) = PieceFilter.Choose(page);
        return ReadingOrder.Find(pieces, height).ConvertAll(line => new DigitLine(image, page, line, height));
    }
}
