using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist explain IMAGE</c>: why a network classifies an image as it does.</summary>
/// <param name="screen">The screen for results.</param>
/// <param name="model">The model's file.</param>
/// <param name="network">Its network.</param>
internal sealed class ImageExplanationRun(Screen screen, string model, Network network)
{
    /// <param name="argument">The image.</param>
    /// <param name="folder">The folder to write what each layer makes of it to, or null.</param>
    /// <param name="force">Whether files there are replaced whatever they are.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public void Run(string argument, string? folder, bool force, CancellationToken cancellation)
    {
        string input = ImageArguments.Find(argument, cancellation) is [string only]
            ? only
            : throw new InvalidInputException(argument, "one image", "several", "Name the one to explain");
        RecognizedImage image = Recognize(input, cancellation);
        var explanation = ImageExplanation.Of(network, image.Pixels, cancellation);
        ImageActivations? activations = null;
        IReadOnlyList<string> files = [];
        if (folder is not null)
        {
            activations = ImageActivations.Of(network, image.Pixels);
            files = LayerFiles.Write(folder, activations, [model, input], force);
        }

        if (screen.IsJson)
        {
            ExplainImageJson json = ExplainImageJson.Of(input, explanation) with
            {
                Layers = activations?.Layers.Zip(files, LayerActivationsJson.Of),
            };
            JsonOutput.Print(json, CommandJson.Readable.ExplainImageJson);
            return;
        }

        ExplanationView.Show(Screen.Text, input, explanation);
        if (activations is not null)
            ActivationsView.Show(screen.Results, activations);
    }

    private RecognizedImage Recognize(string input, CancellationToken cancellation)
    {
        (byte[] file, string name) = ImageArguments.Read(input, cancellation);
        RecognizedImage image = new ImageRecognizer(network).Recognize(file, name);
        return image.Best is not null
            ? image
            : throw new InvalidImageException(
                ImageArguments.NameOf(input),
                "an image of a digit",
                "a blank one",
                "Draw the digit with more contrast"
            );
    }
}
