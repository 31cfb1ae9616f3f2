namespace MnistTrainer.Web.Tests.Browser;

/// <summary>The strokes of each digit, in shares of the paper's sides.</summary>
internal static class Strokes
{
    public static (float X, float Y)[][] Of(int digit) =>
        digit switch
        {
            0 => [Arc(.5, .5, .18, .28, -90, 270)],
            1 =>
            [
                [(.42f, .32f), (.52f, .2f), (.52f, .8f)],
            ],
            2 =>
            [
                [.. Arc(.5, .34, .16, .14, 190, 390), (.34f, .78f), (.68f, .78f)],
            ],
            3 =>
            [
                [.. Arc(.47, .34, .15, .14, 210, 450), .. Arc(.47, .64, .18, .16, 270, 500)],
            ],
            4 =>
            [
                [(.56f, .2f), (.32f, .58f), (.72f, .58f)],
                [(.61f, .4f), (.6f, .82f)],
            ],
            5 =>
            [
                [(.66f, .2f), (.42f, .2f), (.39f, .46f), .. Arc(.48, .62, .18, .18, 250, 500)],
            ],
            6 =>
            [
                [(.6f, .18f), (.46f, .36f), (.38f, .58f), .. Arc(.51, .65, .13, .14, 180, -180)],
            ],
            7 =>
            [
                [(.32f, .22f), (.68f, .22f), (.47f, .8f)],
            ],
            8 =>
            [
                [.. Arc(.5, .35, .13, .14, 90, 450), .. Arc(.5, .66, .16, .16, -90, 270)],
            ],
            _ =>
            [
                [.. Arc(.49, .36, .14, .15, 0, -360), (.62f, .6f), (.57f, .82f)],
            ],
        };

    /// <summary>The strokes scaled and moved, for several digits on one paper.</summary>
    public static (float X, float Y)[][] Of(int digit, float scale, float left, float top) =>
        [.. Of(digit).Select(stroke => stroke.Select(point => (left + (scale * point.X), top + (scale * point.Y))).ToArray())];

    // Angles in degrees, 0 to the right, 90 down.
    private static (float X, float Y)[] Arc(double x, double y, double width, double height, int from, int to) =>
        [
            .. Enumerable
                .Range(0, (Math.Abs(to - from) / 20) + 1)
                .Select(i => (from + (i * 20 * Math.Sign(to - from))) * Math.PI / 180)
                .Select(angle => ((float)(x + (width * Math.Cos(angle))), (float)(y + (height * Math.Sin(angle))))),
        ];
}
