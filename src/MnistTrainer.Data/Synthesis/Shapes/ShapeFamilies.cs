namespace MnistTrainer.Data;

/// <summary>
/// All families of shapes other than digits, each in one of three groups: the shape network is trained on the first, networks of digits are
/// calibrated on the second, and rejections are measured on the third, of which nothing is fitted. The second are not trained on either, because
/// a network is more confident about shapes that it was trained on.
/// </summary>
internal static class ShapeFamilies
{
    /// <summary>The class of letters and symbols.</summary>
    public const int Letter = 10;

    /// <summary>The class of scribbles.</summary>
    public const int Scribble = 11;

    private const int MultipleDigits = 12;
    private const int Part = 13;

    /// <summary>The families to train on.</summary>
    public static IReadOnlyList<ShapeFamily> Training { get; } =
    [
        ShapeFamily.Of("latin", Letter, 2, Latin.Drawings),
        ShapeFamily.Of("printed latin", Letter, 1, PrintedLatin.All),
        ShapeFamily.Of("cyrillic", Letter, 2, Cyrillic.Drawings),
        ShapeFamily.Of("greek", Letter, 1, Greek.Drawings),
        ShapeFamily.Of("hebrew", Letter, 1, Hebrew.Drawings),
        ShapeFamily.Of("arabic", Letter, 1, Arabic.Drawings),
        ShapeFamily.Of("armenian", Letter, 1, Armenian.Drawings),
        ShapeFamily.Of("glagolitic", Letter, 1, Glagolitic.Drawings),
        ShapeFamily.Of("ethiopic", Letter, 1, Ethiopic.Drawings),
        ShapeFamily.Of("burmese", Letter, 1, Burmese.Drawings),
        ShapeFamily.Of("tamil", Letter, 1, Tamil.Drawings),
        ShapeFamily.Of("telugu", Letter, 1, Telugu.Drawings),
        ShapeFamily.Of("malayalam", Letter, 1, Malayalam.Drawings),
        ShapeFamily.Of("sinhala", Letter, 1, Sinhala.Drawings),
        new("hangul", Letter, 2, (handwriting, random) => handwriting.Write(Hangul.Compose(random))),
        ShapeFamily.Of("hiragana", Letter, 1, Hiragana.Drawings),
        ShapeFamily.Of("han", Letter, 1, Han.Drawings),
        new("invented letters", Letter, 4, (_, random) => InventedLetters.Draw(random)),
        ShapeFamily.Of("symbols", Letter, 2, [.. Stars.Drawings, .. Crosses.Drawings, .. Outlines.Drawings]),
        ShapeFamily.Of("signs", Letter, 1, Signs.Drawings),
        ShapeFamily.Of("arrows", Letter, 1, Arrows.Drawings),
        ShapeFamily.Of("faces", Letter, 1, Faces.Drawings),
        ShapeFamily.Of("hearts", Letter, 1, Hearts.Drawings),
        ShapeFamily.Of("forms", Letter, 1, Forms.Drawings),
        new("scribbles", Scribble, 3, (_, random) => Scribbles.Draw(random)),
        new("several digits", MultipleDigits, 4, DigitRow.Write),
        new("parts of digits", Part, 4, DigitRow.WritePart),
    ];

    /// <summary>The families to calibrate on.</summary>
    public static IReadOnlyList<ShapeFamily> Calibration { get; } =
    [
        ShapeFamily.Of("katakana", Letter, 1, Katakana.Drawings),
        ShapeFamily.Of("punctuation", Letter, 1, Punctuation.Drawings),
        new("tangles", Scribble, 1, (_, random) => Tangles.Draw(random)),
    ];

    /// <summary>The families to measure on.</summary>
    public static IReadOnlyList<ShapeFamily> HeldOut { get; } =
    [
        ShapeFamily.Of("devanagari", Letter, 1, Devanagari.Drawings),
        ShapeFamily.Of("thai", Letter, 1, Thai.Drawings),
        ShapeFamily.Of("georgian", Letter, 1, Georgian.Drawings),
        ShapeFamily.Of("doodles", Letter, 1, Doodles.Drawings),
        new("scratches", Scribble, 1, (_, random) => Scratches.Draw(random)),
    ];

    /// <summary>The families of all groups.</summary>
    public static IReadOnlyList<ShapeFamily> All { get; } = [.. Training, .. Calibration, .. HeldOut];
}
