using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class ModelFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mnist", "mnist-fast.zip")]
    [InlineData("my.digits.csv", "my-fast.zip")]
    [InlineData("folder/digits/", "digits-fast.zip")]
    [InlineData(".csv", "model-fast.zip")]
    public void Names_models_after_data_and_recipe(string dataset, string name) =>
        Assert.Equal(Path.Combine(ModelFolder.Location, name), ModelFolder.DefaultPath(dataset, "fast"));

    [Fact]
    public void Saves_a_fine_tuned_model_in_place_unless_it_ships()
    {
        Assert.Equal("mine.zip", ModelFolder.FineTunedPath("mine.zip"));
        Assert.Equal(
            Path.Combine(ModelFolder.Location, "digits-learned.zip"),
            ModelFolder.FineTunedPath(Path.Combine(ModelFolder.Location, "digits.zip"))
        );
    }

    [Fact]
    public void Rejects_a_path_that_cannot_be_written()
    {
        ModelFolder.CheckWritable(_folder[Path.Combine("new", "model.zip")]);
        Assert.Empty(Directory.GetFiles(_folder["new"]));
        Assert.Contains(
            "expected a file for the model, found a folder",
            Assert.Throws<InvalidInputException>(() => ModelFolder.CheckWritable(_folder["new"])).Message,
            StringComparison.Ordinal
        );
        File.WriteAllText(_folder["file"], "");
        Assert.Contains(
            "expected a path where a model can be written",
            Assert.Throws<InvalidInputException>(() => ModelFolder.CheckWritable(Path.Combine(_folder["file"], "model.zip"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Restores_a_backup_once()
    {
        File.WriteAllText(_folder["model.zip"], "before");
        ModelBackup.Create(_folder["model.zip"], _folder["model.zip"]);
        File.WriteAllText(_folder["model.zip"], "after");
        ModelBackup.Restore(_folder["model.zip"], TestContext.Current.CancellationToken);
        Assert.Equal("before", File.ReadAllText(_folder["model.zip"]));
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            ModelBackup.Restore(_folder["model.zip"], TestContext.Current.CancellationToken)
        );
        Assert.EndsWith(
            "expected the model as it was before fine-tuning, found none. There is nothing to undo.",
            error.Message,
            StringComparison.Ordinal
        );
    }
}
