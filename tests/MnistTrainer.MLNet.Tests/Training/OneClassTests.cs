using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A classifier is not trained on rows of one class alone.</summary>
public sealed class OneClassTests
{
    private readonly MLContext _context = new(1);

    private sealed class Flagged
    {
        public bool Label { get; set; }

        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Multiclass_classification_rejects_it(bool streams)
    {
        IDataView data = _context.Data.LoadFromSamples(Only("ring"));
        NeuralNetworkTrainer trainer = _context.MulticlassClassification.Trainers.NeuralNetwork(
            Options(1) with
            {
                StreamFromDataView = streams,
            }
        );
        Assert.Equal(
            "column 'Label': expected rows of at least two classes, found only the class ring. Add rows of other classes, or check how the label is read.",
            Assert.Throws<InvalidInputException>(() => trainer.Fit(data)).Message
        );
    }

    [Theory]
    [InlineData(true, "True")]
    [InlineData(false, "False")]
    public void Binary_classification_rejects_it(bool label, string name)
    {
        IDataView data = _context.Data.LoadFromEnumerable(
            Blobs(20, ["a"]).Select(row => new Flagged { Label = label, Features = row.Features })
        );
        string message = Assert
            .Throws<InvalidInputException>(() => _context.BinaryClassification.Trainers.NeuralNetwork(Options(1)).Fit(data))
            .Message;
        Assert.Contains($"found only the class {name}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trained_network_may_see_more_of_one_class()
    {
        NeuralNetworkTransformer first = _context
            .MulticlassClassification.Trainers.NeuralNetwork(Options(2))
            .Fit(_context.Data.LoadFromSamples(Images(90)));
        NeuralNetworkTransformer second = _context
            .MulticlassClassification.Trainers.NeuralNetwork(Options(1))
            .Fit(_context.Data.LoadFromSamples(Only("ring")), first.Model);
        Assert.Single(second.Training!.Epochs);
    }

    private static Samples<byte> Only(string name)
    {
        Samples<byte> images = Images(60);
        int label = images.ClassNames.ToList().IndexOf(name);
        return (Samples<byte>)images.Subset([.. Enumerable.Range(0, images.Count).Where(row => images.Labels[row] == label)]);
    }
}
