namespace MnistTrainer.Data.Tests;

public class AllographsTests
{
    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Allographs.All.Count)];

    [Fact]
    public void Every_digit_has_several_allographs()
    {
        for (int digit = 0; digit < 10; digit++)
            Assert.True(Allographs.All.Count(allograph => allograph.Digit == digit) >= 2);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Drawings_of_one_allograph_have_the_same_strokes_points_and_corners(int index)
    {
        string[] forms = [.. Allographs.All[index].Drawings.Select(Form).Distinct()];

        Assert.Single(forms);
        Assert.All(Allographs.All[index].Drawings[0].Strokes, stroke => Assert.True(stroke.Length >= 2));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void An_allograph_has_at_most_as_many_connected_components_as_strokes(int index)
    {
        Allograph allograph = Allographs.All[index];
        byte[] image = new byte[DigitFrame.Size * DigitFrame.Size];
        for (ulong i = 0; i < 50; i++)
        {
            DigitSynthesizer.Draw(allograph, WritingInstrument.Pen, 1.0, PortableRandom.Create(7, i), image);

            Assert.InRange(image.Sum(pixel => pixel) / 255.0, 15.0, 330.0);
            Assert.InRange(Pieces(image), 1, allograph.Drawings[0].Strokes.Count);
        }
    }

    private static string Form(Drawing drawing) =>
        string.Join('/', drawing.Strokes.Select(stroke => string.Concat(stroke.Select(knot => knot.IsCorner ? '!' : '.'))));

    // Counts 8-connected components by flood fill.
    private static int Pieces(byte[] image)
    {
        bool[] seen = [.. image.Select(pixel => pixel == 0)];
        int pieces = 0;
        for (int start = 0; start < seen.Length; start++)
        {
            if (seen[start])
                continue;
            pieces++;
            Stack<int> open = new([start]);
            while (open.TryPop(out int at))
            {
                seen[at] = true;
                foreach (int step in new[] { -29, -28, -27, -1, 1, 27, 28, 29 })
                {
                    if (at + step >= 0 && at + step < seen.Length && !seen[at + step])
                        open.Push(at + step);
                }
            }
        }

        return pieces;
    }
}
