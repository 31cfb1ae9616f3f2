namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Layers of images keep a slice of a batch for each thread, and give the same bits as if all were kept.</summary>
public sealed class SliceMemoryTests
{
    private const string Images =
        "convolution(6,3,padding same,no-bias), batch-normalization(relu), max-pooling(2), dropout(0.2), convolution(8,2,mish)";

    /// <summary>The outputs and errors of all layers would take 300 MiB, the gradients of all slices 1 MiB.</summary>
    [Fact]
    public void A_batch_of_thousands_of_images_is_trained_on_in_the_memory_of_a_few()
    {
        Samples<byte> samples = new(Shape.Image(28, 28), new byte[3000 * 784], new int[3000], ["0", "1", "2"]);
        Network network = Of("convolution(16,5), batch-normalization(relu), global-average-pooling, dense(3,softmax)", samples);
        TrainingOptions options = new() { BatchSize = 3000, Threads = 2 };
        Assert.InRange(Allocation.Of(() => new MiniBatchStep(network, samples, options).Dispose()), 1, 16 << 20);
    }

    /// <summary>Batches of 1,100 rows have 69 slices, which are summed in pairs; the last has none beside it.</summary>
    [Theory]
    [InlineData(Images + ", dense(9,relu), dense(3,softmax)")]
    [InlineData(Images + ", dense(9), batch-normalization(relu), dense(3,softmax)")]
    public void Threads_do_not_matter_to_batches_whose_slices_are_summed_in_blocks(string layers)
    {
        Samples<byte> samples = TrainerTests.Blobs(2300, 0.9);
        Network start = Of(layers, samples);
        float[][] trained = [.. new[] { 1, 2, 3 }.Select(threads => new Trainer(
                    new TrainingOptions
                    {
                        Epochs = 2,
                        BatchSize = 1100,
                        Threads = threads,
                        AverageDecay = 0.9f,
                    }
                ).Train(start, samples, cancellation: TestContext.Current.CancellationToken).Network.Parameters.ToArray())];
        Assert.NotEqual(start.Parameters.ToArray(), trained[0]);
        Assert.Equal(trained[0], trained[1]);
        Assert.Equal(trained[0], trained[2]);
    }

    /// <summary>Whatever slice comes last on a thread, what was not finite in any of them is known.</summary>
    [Fact]
    public void A_divergence_names_the_same_layer_for_any_number_of_threads()
    {
        Samples<byte> samples = TrainerTests.Blobs(400, 0.9);
        string[] layers = [.. new[] { 1, 3 }.Select(threads => new Trainer(
                    new TrainingOptions
                    {
                        Epochs = 3,
                        BatchSize = 100,
                        Threads = threads,
                        Loss = Loss.SquaredError,
                        Optimizer = new GradientDescent { LearningRate = 1e30f },
                    }
                ).Train(Of("convolution(6,3), convolution(4,2), dense(3)", samples), samples).Divergence!.Layer)];
        Assert.Equal(layers[0], layers[1]);
        Assert.StartsWith("layer ", layers[0], StringComparison.Ordinal);
    }

    private static Network Of(string layers, Samples samples) =>
        Network.Create(
            new NetworkDefinition
            {
                InputShape = samples.Shape,
                Layers = Layer.ParseList(layers),
                ClassNames = [.. samples.ClassNames],
            }
        );
}
