namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>A teacher for <see cref="TrainerTests.Blobs"/>: convolution and batch normalization, with an input scaling of its own.</summary>
internal static class TestTeacher
{
    /// <param name="seed">The seed of its parameters, which are random.</param>
    public static Network Create(ulong seed = 5) =>
        Network.Create(
            new NetworkDefinition
            {
                InputShape = Shape.Image(6, 6),
                Layers = [new Convolution(4, 3, UseBias: false), new BatchNormalization(Activation.ReLU), new Dense(3, Activation.Softmax)],
                ClassNames = ["0", "1", "2"],
                Scaling = InputScaling.Book,
            },
            seed
        );
}
