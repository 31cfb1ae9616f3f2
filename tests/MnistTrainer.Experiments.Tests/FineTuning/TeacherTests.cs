using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>What a teacher of a model's file saves, and where it finds its data.</summary>
public sealed class TeacherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Replaces_only_the_file_that_was_loaded_or_saved_last()
    {
        string path = _folder["model.zip"];
        ModelStore.Save(NetworkOf(1), path);
        Teacher teacher = new(path);
        Assert.False(teacher.IsReplaced());
        Assert.Equal(path, teacher.Save(NetworkOf(2)));
        teacher.Save(NetworkOf(3));

        // Another training ends meanwhile.
        ModelStore.Save(NetworkOf(4), path);
        File.SetLastWriteTimeUtc(path, new DateTime(2030, 1, 1));
        byte[] newer = File.ReadAllBytes(path);
        Assert.True(teacher.IsReplaced());
        Assert.Contains(
            "found another file",
            Assert.Throws<InvalidInputException>(() => teacher.Save(NetworkOf(5))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(newer, File.ReadAllBytes(path));
    }

    [Fact]
    public void Notices_that_the_file_that_a_link_leads_to_is_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        ModelStore.Save(NetworkOf(1), _folder["model.zip"]);
        File.CreateSymbolicLink(_folder["link.zip"], _folder["model.zip"]);
        Teacher teacher = new(_folder["link.zip"]);
        Assert.False(teacher.IsReplaced());
        File.SetLastWriteTimeUtc(_folder["model.zip"], new DateTime(2030, 1, 1));
        Assert.True(teacher.IsReplaced());
    }

    [Theory]
    [InlineData("nowhere/digits", "no such file or folder")]
    [InlineData("no-such-set", "none of these")]
    [InlineData("-", "a pipe, which can be read only once")]
    public void Checks_that_the_data_that_was_named_is_there(string source, string found) =>
        Assert.Contains(
            $"found {found}",
            Assert
                .Throws<InvalidInputException>(() => new Teacher("model.zip", source).CheckSource(TestContext.Current.CancellationToken))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Data_that_is_there_passes()
    {
        new Teacher("model.zip", SyntheticData.WriteCsv(_folder["digits.csv"], SyntheticData.Digits.Test)).CheckSource(
            TestContext.Current.CancellationToken
        );
        new Teacher("model.zip").CheckSource(TestContext.Current.CancellationToken);
    }

    private static Network NetworkOf(ulong seed) =>
        Network.Create(NetworkDefinition.Dense(Shape.Vector(2), [3], ["a", "b"], Activation.ReLU, Activation.Softmax), seed);
}
