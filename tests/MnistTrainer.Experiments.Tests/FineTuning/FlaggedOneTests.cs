using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Experiments.Tests;

/// <summary>The model that ships learns a 1 with a flag and a foot, which it reads as a 7, from one drawing.</summary>
public sealed class FlaggedOneTests
{
    [Fact]
    public void Is_read_in_other_places_and_sizes_after_one_lesson_and_nothing_is_forgotten()
    {
        Assert.SkipWhen(DataLocations.Current.Find("mnist") is null, "MNIST is not on this machine.");
        string model = Path.Combine(Repository.Root, "models", "digits.zip");
        ImageRecognizer before = ImageRecognizer.Load(model);
        GrayImage drawing = Draw(1, 0.5, 0.5, 30);
        RecognizedImage read = before.Recognize(drawing);
        Assert.Equal("7", read.Best?.Label);

        Samples<byte> image = new(Shape.Image(28, 28), read.Image.Pixels.ToArray(), [1], before.ClassNames);
        LessonReport report = new Teacher(model) { Lesson = new() { MaximumDuration = TimeSpan.FromMinutes(5) } }.Teach(
            before.Network,
            image,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(10_000, report.Before.Count);
        Assert.InRange(report.After.MicroAccuracy, report.Before.MicroAccuracy - 0.001, 1);

        ImageRecognizer after = new(report.Network);
        (double Scale, double X, double Y)[] places = [(1, 0.5, 0.5), (0.5, 0.3, 0.3), (0.5, 0.7, 0.65), (0.7, 0.4, 0.6), (1.1, 0.5, 0.5)];
        foreach ((double scale, double x, double y) in places)
        {
            foreach (double pen in (double[])[20, 30, 44])
            {
                RecognizedImage one = after.Recognize(Draw(scale, x, y, pen));
                Assert.Equal(("1", null), (one.Best?.Label, one.Rejection));
            }
        }
    }

    /// <summary>A flat flag to the left of a stem, on a foot; the paper is 560 pens wide, as on the page, and 280 pixels.</summary>
    private static GrayImage Draw(double scale, double x, double y, double pen)
    {
        const int side = 280;
        (double X, double Y)[][] strokes =
        [
            [(-0.36, -0.3), (0, -0.3), (0, 0.3)],
            [(-0.1, 0.3), (0.1, 0.3)],
        ];
        byte[] pixels = new byte[side * side];
        for (int i = 0; i < pixels.Length; i++)
        {
            (double column, double row) = ((((i % side) + 0.5) / side - x) / scale, ((i / side) + 0.5) / side / scale - (y / scale));
            double distance = strokes.Min(stroke => stroke.Zip(stroke.Skip(1)).Min(line => Distance(column, row, line.First, line.Second)));
            pixels[i] = (byte)(255 - (255 * Math.Clamp((pen / 1120 * side) - (distance * scale * side) + 0.5, 0, 1)));
        }

        return new GrayImage(side, side, pixels);
    }

    private static double Distance(double x, double y, (double X, double Y) from, (double X, double Y) to)
    {
        (double across, double down) = (to.X - from.X, to.Y - from.Y);
        double share = Math.Clamp((((x - from.X) * across) + ((y - from.Y) * down)) / ((across * across) + (down * down)), 0, 1);
        return double.Hypot(x - from.X - (share * across), y - from.Y - (share * down));
    }
}
