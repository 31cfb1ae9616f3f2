using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist predict --data SOURCE</c>: classifies every image of a data source.</summary>
/// <param name="screen">The screen.</param>
/// <param name="network">The network.</param>
/// <param name="checkOutput">Ensures that the file to write, whose first line is given, replaces none of somebody else.</param>
internal sealed class SourcePrediction(Screen screen, Network network, Action<string> checkOutput)
{
    /// <param name="source">The source. Of a source with a test part, that part.</param>
    /// <param name="known">What is known about it.</param>
    /// <param name="output">The submission file to write, or null.</param>
    /// <returns>The exit code.</returns>
    public int Run(string source, LoadOptions known, string? output)
    {
        using Interruption interruption = new();
        TerminalListener listener = new(screen);
        SourceLoader loader = new(listener, interruption.Token);
        Dataset data = loader.LoadForTesting(loader.Open(source), known with { LabelsRequired = false });
        Samples<byte> samples = ClassAlignment.Align(data, network.Definition);
        samples = SampleOrientation.Restore(network, samples, listener, interruption.Token);
        SubmissionForm? form = output is null ? null : SubmissionForm.For(source, data, listener);
        if (form is not null)
            checkOutput(form.Header);
        var predictions = PredictionSet.Of(network, samples, listener, interruption.Token);
        if (data.Ids is RowIds ids)
            predictions = predictions.Named(ids.Values);
        if (output is not null)
            SubmissionFile.Write(output, predictions, form);
        if (screen.IsJson)
            JsonOutput.Print(
                PredictSourceJson.Of(network.Definition, predictions, output, listener.NotesOrNull),
                CommandJson.Readable.PredictSourceJson
            );
        else
            PredictionView.Show(screen.Results, predictions, output);
        return ExitCode.Done;
    }
}
