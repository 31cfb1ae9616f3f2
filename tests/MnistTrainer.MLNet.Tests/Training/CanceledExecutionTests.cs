using System.Reflection;
using Microsoft.ML;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A context that is canceled ends training, in memory and streamed, as it ends that of ML.NET's own trainers.</summary>
public sealed class CanceledExecutionTests
{
    private readonly MLContext _context = new(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_training_long_before_its_last_epoch(bool streams)
    {
        using ManualResetEventSlim started = new(false);
        NeuralNetworkTrainer.Options options = Options(1_000_000) with
        {
            StreamFromDataView = streams,
            MetricsCallback = _ => started.Set(),
        };
        SamplesDataView data = _context.Data.LoadFromSamples(Images(90));
        Task<NeuralNetworkTransformer> training = Task.Run(
            () => _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(data),
            TestContext.Current.CancellationToken
        );
        started.Wait(TestContext.Current.CancellationToken);
        Cancel(_context);
        NeuralNetworkTransformer model = await training.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(TrainingEnd.Canceled, model.Training!.End);
        Assert.InRange(model.Training.Epochs.Count, 1, 999_999);
    }

    [Fact]
    public void A_context_canceled_before_trains_nothing()
    {
        NeuralNetworkTrainer trainer = _context.MulticlassClassification.Trainers.NeuralNetwork(Options(1));
        IDataView rows = _context.Data.LoadFromEnumerable(Blobs(30, KoreanNames)),
            data = _context.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
        Cancel(_context);
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Fit(data));
    }

    // Internal in ML.NET, whose AutoML calls it.
    private static void Cancel(MLContext context)
    {
        MethodInfo cancel = typeof(MLContext).GetMethod(
            "CancelExecution",
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        )!;
        cancel.Invoke(context, null);
    }
}
