using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist train --teacher</c>, with one teacher and with several.</summary>
public sealed class TeacherTests : IDisposable
{
    private static readonly string[] Student =
    [
        "train",
        "--hidden",
        "4",
        "--epochs",
        "1",
        "--teacher-weight",
        "0.5",
        "--teacher-temperature",
        "4",
    ];

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Is_reported_and_one_of_other_images_is_rejected()
    {
        _work.WriteBars("bars.csv", 400);
        Teach("teacher.zip");
        string note = NoteOf(Study("student.zip", "--teacher", "teacher.zip"));
        Assert.StartsWith("The network is also trained on the answers of a teacher that classifies ", note, StringComparison.Ordinal);
        Assert.EndsWith(" of the test images correctly (weight 0.5, temperature 4)", note, StringComparison.Ordinal);

        File.WriteAllText(_work["small.csv"], "a,1,2,3,4\nb,4,3,2,1\na,1,2,4,4\nb,4,3,1,1\n");
        ProcessOutcome outcome = MnistProcess.Run(
            _work.Folder,
            [.. Student, "--data", "small.csv", "--size", "2x2", "--teacher", "teacher.zip", "--model", "other.zip"]
        );
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.Contains("the network to be trained images of 2x2", outcome.StandardError, StringComparison.Ordinal);
        Assert.Contains("the network to be trained a, b", outcome.StandardError, StringComparison.Ordinal);
        Assert.False(File.Exists(_work["other.zip"]));
    }

    /// <summary>The members of an ensemble are trained with consecutive seeds, each as it would be alone.</summary>
    [Fact]
    public void Two_teach_the_same_bits_as_their_ensemble()
    {
        _work.WriteBars("bars.csv", 400);
        Teach("first.zip", "--seed", "4");
        Teach("second.zip", "--seed", "5");
        Teach("both.zip", "--seed", "4", "--ensemble", "2");
        JsonElement ensemble = Study("by-ensemble.zip", "--teacher", "both.zip"),
            two = Study("by-two.zip", "--teacher", "first.zip", "--teacher", "second.zip");
        Study("by-first.zip", "--teacher", "first.zip");
        Study("by-second.zip", "--teacher", "second.zip");

        Assert.Equal(ParametersOf("by-ensemble.zip"), ParametersOf("by-two.zip"));
        Assert.NotEqual(ParametersOf("by-first.zip"), ParametersOf("by-two.zip"));
        Assert.NotEqual(ParametersOf("by-second.zip"), ParametersOf("by-two.zip"));
        Assert.Equal(NoteOf(ensemble), NoteOf(two));
        Assert.Contains("the answers of a teacher of 2 networks that classifies ", NoteOf(two), StringComparison.Ordinal);
        Assert.Contains(
            "--teacher first.zip --teacher second.zip",
            ModelFile.Load(_work["by-two.zip"]).Definition.Metadata["options"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Those_that_cannot_be_averaged_are_rejected_by_their_files()
    {
        _work.WriteBars("bars.csv", 400);
        Teach("small.zip", "--hidden", "5");
        Teach("large.zip", "--hidden", "6");
        Teach("both.zip", "--hidden", "5", "--ensemble", "2");
        const string Start = "large.zip: expected the same architecture as small.zip, images of 8x8; scaled by ";
        string message = RejectionOf("small.zip", "large.zip");
        Assert.StartsWith(Start, message, StringComparison.Ordinal);
        Assert.Contains("dense 64 → 5, relu; ", message[..message.IndexOf(", found ", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("dense 64 → 6, relu; ", message[message.IndexOf(", found ", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.EndsWith(". Use networks with the same layers, scaling and classes.", message, StringComparison.Ordinal);
        const string Ensemble =
            "both.zip: expected a single network, found an ensemble of 2. Use models that were trained as single networks, or only this ensemble.";
        Assert.Equal(Ensemble, RejectionOf("small.zip", "both.zip"));
        Assert.Equal(Ensemble, RejectionOf("both.zip", "small.zip"));
        Assert.StartsWith(
            "missing.zip: expected a model, found nothing there.",
            RejectionOf("small.zip", "missing.zip"),
            StringComparison.Ordinal
        );
    }

    // No seed chooses the training images: all are.
    private void Teach(string model, params string[] options) =>
        MnistProcess.RunJson(
            _work.Folder,
            ["train", "--data", "bars.csv", "--test", "bars.csv", "--epochs", "3", .. options, "--model", model]
        );

    private JsonElement Study(string model, params string[] teachers) =>
        MnistProcess.RunJson(_work.Folder, [.. Student, "--data", "bars.csv", .. teachers, "--model", model]);

    private string RejectionOf(params string[] teachers)
    {
        ProcessOutcome outcome = MnistProcess.Run(
            _work.Folder,
            [
                .. Student,
                "--data",
                "bars.csv",
                .. teachers.SelectMany(teacher => (string[])["--teacher", teacher]),
                "--model",
                "student.zip",
            ]
        );
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.StandardOutput));
        Assert.False(File.Exists(_work["student.zip"]));
        return outcome.StandardError.TrimEnd();
    }

    private float[] ParametersOf(string model) => ModelFile.Load(_work[model]).Parameters.ToArray();

    private static string NoteOf(JsonElement student) =>
        student
            .GetProperty("notes")
            .EnumerateArray()
            .Select(one => one.GetString()!)
            .Single(one => one.Contains(" a teacher", StringComparison.Ordinal));
}
