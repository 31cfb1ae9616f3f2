using System.Text;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>A network with a shift answers with the mean of its outputs for an image and for four moved ones, through every scorer and from a file.</summary>
public sealed class TestTimeShiftTests
{
    public static TheoryData<string, int, Shape, bool> Cases =>
        new()
        {
            { "dense(12,relu),dense(3,softmax)", 1, Shape.Image(6, 5), true },
            { "dense(12,relu),dense(3,softmax)", 4, Shape.Image(6, 5), false },
            { "dense(3,identity)", 2, new Shape(3, 4, 7), true },
            { "convolution(4,3,relu),batch-normalization,max-pooling(2),dense(3,softmax)", 1, Shape.Image(6, 5), true },
            { "convolution(4,3,relu),global-average-pooling,dense(3,softmax)", 3, new Shape(2, 5, 4), false },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_outputs_are_the_mean_of_those_for_moved_images(string layers, int shift, Shape shape, bool isSparse)
    {
        Network plain = Create(layers, shape),
            network = plain.WithTestTimeShift(shift);
        Samples<float> samples = Samples(shape, rows: 37, isSparse);
        ExactNetwork exact = new(plain);
        (int Down, int Right)[] ways = [(0, 0), (-shift, 0), (shift, 0), (0, -shift), (0, shift)];
        AllScorers.GiveMean(
            network,
            samples,
            row => exact.Forward([.. ways.Select(way => Moved(samples.Row(row).ToArray(), shape, way.Down, way.Right))])[^1].Outputs
        );
    }

    [Fact]
    public void Bytes_are_moved_as_their_values_are()
    {
        Network network = Create("dense(12,relu),dense(3,softmax)", Shape.Image(6, 5)).WithTestTimeShift(1);
        using Scorer scorer = new(network);
        byte[] pixels = [.. Enumerable.Range(0, 30).Select(i => (byte)(i % 4 == 0 ? 0 : i % 3))];
        float[] ofBytes = new float[3],
            ofFloats = new float[3];
        scorer.Score(pixels, ofBytes);
        scorer.Score(pixels.Select(pixel => (float)pixel).ToArray(), ofFloats);
        Assert.Equal(ofFloats, ofBytes);
    }

    [Fact]
    public void Training_does_not_look_at_it()
    {
        Samples<float> samples = Samples(Shape.Image(6, 5), rows: 40, isSparse: true);
        float[][] parameters =
        [
            .. ((int[])[0, 1]).Select(shift =>
                new Trainer(new TrainingOptions { Epochs = 2, Threads = 1 })
                    .Train(
                        Create("dense(12,relu),dense(3,softmax)", samples.Shape).WithTestTimeShift(shift),
                        samples,
                        cancellation: TestContext.Current.CancellationToken
                    )
                    .Network.Parameters.ToArray()
            ),
        ];
        Assert.Equal(parameters[0], parameters[1]);
    }

    [Fact]
    public void A_file_keeps_it_where_there_is_one()
    {
        Network plain = Create("dense(3,softmax)", Shape.Image(6, 5));
        using MemoryStream stream = new();
        NetworkFile.Write(plain.WithTestTimeShift(2), stream);
        stream.Position = 0;
        Network read = NetworkFile.Read(stream, "moved");
        Assert.Equal(2, read.Definition.TestTimeShift);
        Assert.Equal("5 images averaged: the original, and shifted by 2 in four directions", read.Definition.DescribeLayers()[^1]);
        Assert.DoesNotContain(
            "testTimeShift",
            Encoding.UTF8.GetString(NetworkDescription.ToJson(plain.Definition)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(-1, "from 0 to 8, not -1")]
    [InlineData(9, "from 0 to 8, not 9")]
    [InlineData(5, "its test-time shift of 5 requires images larger than")]
    public void It_is_less_than_an_image(int shift, string expected) =>
        Assert.Contains(
            expected,
            Assert.Throws<InvalidInputException>(() => Create("dense(3,softmax)", Shape.Image(6, 5)).WithTestTimeShift(shift)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_vector_has_none() =>
        Assert.Throws<InvalidInputException>(() => Create("dense(3,softmax)", Shape.Vector(30)).WithTestTimeShift(1));

    // Pixel by pixel, from where it comes.
    private static double[] Moved(float[] image, Shape shape, int down, int right)
    {
        double[] moved = new double[image.Length];
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
        for (int c = 0; c < shape.Channels; c++)
        {
            (int fromY, int fromX) = (y - down, x - right);
            if (fromY >= 0 && fromY < shape.Height && fromX >= 0 && fromX < shape.Width)
                moved[(((y * shape.Width) + x) * shape.Channels) + c] = image[(((fromY * shape.Width) + fromX) * shape.Channels) + c];
        }

        return moved;
    }

    private static Network Create(string layers, Shape shape) =>
        Network.Create(
            new NetworkDefinition
            {
                InputShape = shape,
                Layers = Layer.ParseList(layers),
                ClassNames = ["a", "b", "c"],
                Scaling = new InputScaling(0.25f, 0.5f),
            }
        );

    private static Samples<float> Samples(Shape shape, int rows, bool isSparse)
    {
        Random random = new(5);
        return new(
            shape,
            [.. Enumerable.Range(0, rows * shape.Size).Select(i => isSparse && i % 3 > 0 ? 0 : random.NextSingle())],
            [.. Enumerable.Range(0, rows).Select(row => row % 3)],
            ["a", "b", "c"]
        );
    }
}
