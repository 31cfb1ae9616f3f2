using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>
/// Trains a network through ML.NET's pipeline and saves it as ML.NET saves models. The only file of the command that touches ML.NET, which
/// takes a while to load: commands that use a trained network read it without (<see cref="ModelFile"/>).
/// </summary>
internal sealed class NetworkTraining(Preset preset, TrainingData data)
{
    private readonly MLContext _context = new();
    private SamplesDataView? _train;
    private NeuralNetworkTransformer? _trained;

    /// <summary>The network to begin with, or null for random weights.</summary>
    public Network? From { get; init; }

    /// <summary>Where checkpoints go, or null for none.</summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>Trains; interrupted, it gives what was reached.</summary>
    public TrainingResult Run(ITrainingObserver observer, CancellationToken cancellation)
    {
        _train = _context.Data.LoadFromSamples(data.Train);
        NeuralNetworkTrainer trainer = _context.MulticlassClassification.Trainers.NeuralNetwork(
            new NeuralNetworkTrainer.Options
            {
                InputShape = data.Train.Shape,
                Network = preset.Network with
                {
                    OutputActivation = preset.OutputActivation,
                    Scaling = preset.Network.Scaling ?? InputScaling.Unit,
                },
                StartFrom = From,
                Training = preset.Training,
                ValidationSet = data.Validation is null ? null : _context.Data.LoadFromSamples(data.Validation),
                Checkpoints = Checkpoints,
                Observer = observer,
                Cancellation = cancellation,
            }
        );
        _trained = trainer.Fit(_train);
        return _trained.Training!;
    }

    /// <summary>Saves the network with these facts, behind it the step that turns its keys into the names of classes.</summary>
    public void Save(ImmutableSortedDictionary<string, string> facts, string path)
    {
        NeuralNetworkTransformer network = _trained!.WithMetadata(facts);
        ITransformer toNames = _context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(network.Transform(_train!));
        NeuralNetworkModel.Save(_context, new TransformerChain<ITransformer>(network, toNames), _train!.Schema, path);
    }
}
