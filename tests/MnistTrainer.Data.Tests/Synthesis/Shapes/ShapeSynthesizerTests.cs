using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests.Shapes;

public sealed class ShapeSynthesizerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Half_of_the_shapes_are_digits_and_the_other_kinds_share_the_rest()
    {
        Samples<byte> shapes = ShapeSynthesizer.Synthesize(
            84,
            seed: 2,
            DataSplit.Train,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(["letter", "scribble", "several", "part"], shapes.ClassNames.Skip(10));
        Assert.Equal(42, shapes.Labels.ToArray().Count(label => label < 10));
        Assert.Equal([31, 3, 4, 4], Enumerable.Range(10, 4).Select(kind => shapes.Labels.ToArray().Count(label => label == kind)));
    }

    [Fact]
    public void Every_shape_is_framed_as_in_MNIST()
    {
        Samples<byte> shapes = ShapeSynthesizer.Synthesize(
            200,
            seed: 2,
            DataSplit.Train,
            cancellation: TestContext.Current.CancellationToken
        );
        int[] sides = [.. Enumerable.Range(0, shapes.Count).Select(row => LongerSide(shapes.Row(row)))];
        Assert.All(sides, side => Assert.InRange(side, 18, 20));
    }

    private static int LongerSide(ReadOnlySpan<byte> pixels)
    {
        byte[] image = pixels.ToArray();
        int[] inked = [.. Enumerable.Range(0, 784).Where(i => image[i] > 0)];
        int width = inked.Max(i => i % 28) - inked.Min(i => i % 28) + 1,
            height = inked.Max(i => i / 28) - inked.Min(i => i / 28) + 1;
        return Math.Max(width, height);
    }

    [Fact]
    public void Shapes_depend_on_seed_and_split_only()
    {
        byte[] shapes = Pixels(
            ShapeSynthesizer.Synthesize(60, seed: 2, DataSplit.Train, cancellation: TestContext.Current.CancellationToken)
        );
        Assert.Equal(
            shapes,
            Pixels(ShapeSynthesizer.Synthesize(60, seed: 2, DataSplit.Train, cancellation: TestContext.Current.CancellationToken))
        );
        Assert.NotEqual(
            shapes,
            Pixels(ShapeSynthesizer.Synthesize(60, seed: 3, DataSplit.Train, cancellation: TestContext.Current.CancellationToken))
        );
        Assert.NotEqual(
            shapes,
            Pixels(ShapeSynthesizer.Synthesize(60, seed: 2, DataSplit.Test, cancellation: TestContext.Current.CancellationToken))
        );
    }

    [Fact]
    public void Every_other_digit_is_a_provided_one()
    {
        byte[] pixels = new byte[2 * 784];
        pixels.AsSpan(0, 784).Fill(77);
        pixels.AsSpan(784).Fill(99);
        Samples<byte> written = new(Shape.Image(28, 28), pixels, [0, 1], ["9", "1", "2", "3", "4", "5", "6", "7", "8", "0"]);
        Samples<byte> shapes = ShapeSynthesizer.Synthesize(
            80,
            seed: 2,
            DataSplit.Train,
            written,
            cancellation: TestContext.Current.CancellationToken
        );
        int[] taken =
        [
            .. Enumerable
                .Range(0, 80)
                .Where(row => shapes.Row(row).ContainsAny<byte>(77, 99) && shapes.Row(row).IndexOfAnyExcept(shapes.Row(row)[0]) < 0),
        ];
        Assert.Equal(20, taken.Length);
        Assert.All(taken, row => Assert.Equal(shapes.Row(row)[0] == 77 ? 9 : 1, shapes.Labels[row]));
        Assert.Equal(2, taken.Select(row => shapes.Row(row)[0]).Distinct().Count());
    }

    [Fact]
    public void Writes_a_loadable_set_with_class_names()
    {
        ShapeSynthesizer.Write(_folder["shapes"], 90, seed: 4, (null, null), cancellation: TestContext.Current.CancellationToken);
        Samples<byte>? train = DataSource
            .Open(_folder["shapes"], cancellation: TestContext.Current.CancellationToken)
            .Load(DataSplit.Train, cancellation: TestContext.Current.CancellationToken)
            ?.Samples;
        Samples<byte>? test = DataSource
            .Open(_folder["shapes"], cancellation: TestContext.Current.CancellationToken)
            .Load(DataSplit.Test, cancellation: TestContext.Current.CancellationToken)
            ?.Samples;
        Assert.Equal((90, 12), (train?.Count, test?.Count));
        Assert.Equal(ShapeSynthesizer.Classes, train!.ClassNames);
        Assert.Equal(
            Pixels(ShapeSynthesizer.Synthesize(90, 4, DataSplit.Train, cancellation: TestContext.Current.CancellationToken)),
            Pixels(train)
        );
    }

    [Fact]
    public void Rejects_invalid_counts_and_digits()
    {
        Assert.StartsWith(
            "synthesis: expected a count from 1 to ",
            Assert
                .Throws<InvalidInputException>(() =>
                    ShapeSynthesizer.Synthesize(0, 1, DataSplit.Train, cancellation: TestContext.Current.CancellationToken)
                )
                .Message,
            StringComparison.Ordinal
        );
        Samples<byte> letters = new(Shape.Image(28, 28), new byte[784], [0], ["a"]);
        Assert.StartsWith(
            "digits: expected the ten classes 0 to 9, found the classes a.",
            Assert
                .Throws<InvalidInputException>(() =>
                    ShapeSynthesizer.Synthesize(4, 1, DataSplit.Train, letters, cancellation: TestContext.Current.CancellationToken)
                )
                .Message,
            StringComparison.Ordinal
        );
        Samples<byte> small = new(Shape.Image(8, 8), new byte[64], null, []);
        Assert.StartsWith(
            "digits: expected images of 28x28, found 8x8.",
            Assert
                .Throws<InvalidInputException>(() =>
                    ShapeSynthesizer.Synthesize(4, 1, DataSplit.Train, small, cancellation: TestContext.Current.CancellationToken)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Half_of_the_shapes_to_measure_on_are_digits_and_every_family_has_the_same_share()
    {
        int families = ShapeSynthesizer.Families.Count - 1;
        Samples<byte> shapes = ShapeSynthesizer.SynthesizeFamilies(
            8 * families,
            seed: 2,
            cancellation: TestContext.Current.CancellationToken
        );
        int[] counts = [.. Enumerable.Range(0, families + 1).Select(family => shapes.Labels.ToArray().Count(label => label == family))];
        Assert.Equal([4 * families, .. Enumerable.Repeat(4, families)], counts);
        Assert.All(Enumerable.Range(0, shapes.Count), row => Assert.InRange(shapes.Row(row).ToArray().Count(pixel => pixel > 0), 10, 400));
    }

    [Fact]
    public void No_drawing_to_train_on_is_held_out()
    {
        Assert.Superset(ShapeSynthesizer.HeldOutFamilies.ToHashSet(), ShapeSynthesizer.Families.ToHashSet());
        Assert.Equal(ShapeSynthesizer.Families.Count, ShapeSynthesizer.Families.Distinct(StringComparer.Ordinal).Count());
        string[] training =
        [
            .. Latin.Drawings,
            .. Cyrillic.Drawings,
            .. Greek.Drawings,
            .. Stars.Drawings,
            .. Crosses.Drawings,
            .. Outlines.Drawings,
            .. Hebrew.Drawings,
            .. Arabic.Drawings,
            .. Armenian.Drawings,
            .. Hiragana.Drawings,
            .. Han.Drawings,
            .. Signs.Drawings,
            .. Arrows.Drawings,
            .. Faces.Drawings,
            .. Hearts.Drawings,
            .. Forms.Drawings,
        ];
        string[] heldOut =
        [
            .. Katakana.Drawings,
            .. Punctuation.Drawings,
            .. Devanagari.Drawings,
            .. Thai.Drawings,
            .. Georgian.Drawings,
            .. Doodles.Drawings,
        ];
        Assert.Empty(training.Intersect(heldOut, StringComparer.Ordinal));
        Assert.Equal(training.Length + heldOut.Length, training.Concat(heldOut).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Drawings))]
    public void Every_stroke_of_a_drawing_has_points_near_its_box(string drawing) =>
        Assert.All(
            Drawing.Parse(drawing).Strokes,
            stroke =>
            {
                Assert.True(stroke.Length >= 2);
                Assert.All(stroke, knot => Assert.True(knot.Point is { X: >= -30 and <= 150, Y: >= -30 and <= 130 }, $"{knot}"));
            }
        );

    public static TheoryData<string> Drawings =>
        [
            .. Hebrew.Drawings,
            .. Arabic.Drawings,
            .. Armenian.Drawings,
            .. Han.Drawings,
            .. Signs.Drawings,
            .. Devanagari.Drawings,
            .. Thai.Drawings,
            .. Georgian.Drawings,
            .. Doodles.Drawings,
        ];

    /// <summary>14 consonants, single or doubled; 7 vowels beside, 5 below or 35 of both; and with or without a final: far more than are drawn.</summary>
    [Fact]
    public void Hangul_syllables_differ_and_stay_in_their_blocks()
    {
        PortableRandom random = new(5);
        Allograph[] syllables = [.. Enumerable.Range(0, 500).Select(_ => Hangul.Compose(random))];
        Assert.InRange(syllables.Select(Text).Distinct(StringComparer.Ordinal).Count(), 400, 500);
        foreach (Allograph syllable in syllables)
        {
            Assert.InRange(syllable.Drawings[0].Strokes.Count, 2, 20);
            Assert.All(
                syllable.Drawings[0].Strokes.SelectMany(stroke => stroke),
                knot => Assert.True(knot.Point is { X: >= -8 and <= 105, Y: >= -8 and <= 105 }, $"{knot}")
            );
        }

        static string Text(Allograph syllable) => string.Join("/", syllable.Drawings[0].Strokes.Select(stroke => string.Join(" ", stroke)));
    }

    private static byte[] Pixels(Samples<byte> shapes) =>
        [.. Enumerable.Range(0, shapes.Count).SelectMany(row => shapes.Row(row).ToArray())];
}
