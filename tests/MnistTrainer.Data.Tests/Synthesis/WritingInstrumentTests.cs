namespace MnistTrainer.Data.Tests;

public sealed class WritingInstrumentTests
{
    private static readonly Point[] Line = [.. Enumerable.Range(0, 31).Select(i => new Point(30, i * 100.0 / 30))];

    [Fact]
    public void Shares_sum_to_1() => Assert.Equal(1, WritingInstrument.All.Sum(instrument => instrument.Share), 1e-12);

    [Fact]
    public void An_ordinary_pen_is_led_as_meant() => Assert.Same(Line, WritingInstrument.Pen.Lead(Line, PortableRandom.Create(1, 1)));

    [Theory]
    [InlineData(3, 11)]
    [InlineData(7, 6)]
    public void Screens_and_mice_report_few_places_among_them_both_ends(int pointsPerPiece, int points)
    {
        WritingInstrument instrument = new("mouse", 0) { PointsPerPiece = pointsPerPiece, Tremor = 1e-9 };

        Point[] led = instrument.Lead(Line, PortableRandom.Create(1, 1));

        Assert.Equal(points, led.Length);
        Assert.Equal(0, (led[0] - Line[0]).Length + (led[^1] - Line[^1]).Length, 1e-6);
    }

    [Fact]
    public void A_hairline_has_less_ink_than_a_pen_and_a_marker_more()
    {
        double[] ink = [.. WritingInstrument.All.Select(instrument => Enumerable.Range(0, 40).Sum(i => Ink(instrument, i)))];
        double pen = ink[0];

        Assert.True(ink[1] < 0.7 * pen && ink[2] > 1.3 * pen, string.Join(' ', ink));
    }

    [Fact]
    public void Only_a_failing_pen_leaves_gaps()
    {
        foreach (WritingInstrument instrument in WritingInstrument.All)
        {
            bool hasGaps = Enumerable.Range(0, 40).Any(i => Radii(instrument, i).Exists(radius => radius <= 0));

            Assert.Equal(instrument.Gaps > 0, hasGaps);
        }
    }

    private static List<double> Radii(WritingInstrument instrument, int index)
    {
        PenModel pen = new(PortableRandom.Create(9, (ulong)index), instrument, distortion: 1);
        return [.. pen.Radii(Line)];
    }

    private static double Ink(WritingInstrument instrument, int index) => Radii(instrument, index).Sum();
}
