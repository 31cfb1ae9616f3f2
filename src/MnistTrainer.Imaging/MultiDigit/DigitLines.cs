namespace MnistTrainer.Imaging;

/// <summary>Finds the lines of digits in an image: a number on paper, a row, a form, or several lines.</summary>
public static class DigitLines
{
    // More pieces that may be digits are noise: dirt is smaller than digits.
    private const int MostPieces = Grain.MostRegions * 9 / 10;

    /// <summary>Finds the lines in reading order; none if the image has no visible ink.</summary>
    /// <param name="image">An image of any size, dark on light or light on dark.</param>
    public static IReadOnlyList<DigitLine> Find(GrayImage image) => Find(image, digits: 1).Lines;

    /// <summary>
    /// Finds the lines as <see cref="Find(GrayImage)"/> does, but returns none unless at least two separate pieces of ink have the height
    /// of a digit. For an image of one digit, this is much faster.
    /// </summary>
    /// <param name="image">An image of any size, dark on light or light on dark.</param>
    /// <returns>The lines, and the marks beside the largest piece, from left to right, in case it is the only digit.</returns>
    public static (IReadOnlyList<DigitLine> Lines, IReadOnlyList<NumberMark> Marks) FindMultiple(GrayImage image) => Find(image, digits: 2);

    private static (IReadOnlyList<DigitLine> Lines, IReadOnlyList<NumberMark> Marks) Find(GrayImage image, int digits)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (InkPage.Of(image) is not { } page)
            return ([], []);
        List<InkPiece> frames = PieceFilter.FramesOf(page);
        (List<InkPiece> pieces, List<InkPiece> others, int height) = PieceFilter.Choose(page, frames);
        pieces.RemoveAll(piece => Texture.IsMesh(piece, page));
        NumberMark[] marks =
        [
            .. CompanionMarks
                .Find(page, frames, pieces, others)
                .Select(mark => new NumberMark(mark.Kind, page.InSource(mark.Piece.Box, image))),
        ];
        if (
            height < TouchingCuts.Legible
            || pieces.Count > MostPieces
            || pieces.Count(piece => ReadingOrder.MayStandAlone(piece, height)) < digits
            || Texture.IsOfEqual(pieces.FindAll(piece => !page.Cuts(piece)))
        )
            return ([], marks);
        return (
            [
                .. ReadingOrder
                    .Find(pieces, others, page, height)
                    .Where(line => !Texture.IsHatching(line.Pieces))
                    .Select(line => new DigitLine(image, page, line.Pieces, line.Marks, height)),
            ],
            marks
        );
    }
}
