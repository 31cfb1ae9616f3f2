namespace MnistTrainer.Data.Tests;

public sealed class IdxFileNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Downloads => [.. DatasetCatalog.All.Select(dataset => dataset.Name)];

    [Theory]
    [MemberData(nameof(Downloads))]
    public void Finds_the_files_of_every_download(string name)
    {
        DownloadableFile[] files = [.. DatasetCatalog.Find(name).Files];
        foreach (DownloadableFile file in files)
            _folder.Write(file.Name, "");

        Assert.Equal(
            [_folder[files[0].Name]],
            IdxFileNames
                .FindImages(DataFolder.OnDisk(_folder.Path, cancellation: TestContext.Current.CancellationToken), DataSplit.Train)
                .Select(file => file.Path)
        );
        Assert.Equal(
            [_folder[files[2].Name]],
            IdxFileNames
                .FindImages(DataFolder.OnDisk(_folder.Path, cancellation: TestContext.Current.CancellationToken), DataSplit.Test)
                .Select(file => file.Path)
        );
        Assert.Equal(
            _folder[files[1].Name],
            IdxFileNames.FindLabels(DataFile.OnDisk(_folder[files[0].Name], TestContext.Current.CancellationToken))?.Path
        );
        Assert.Equal(
            _folder[files[3].Name],
            IdxFileNames.FindLabels(DataFile.OnDisk(_folder[files[2].Name], TestContext.Current.CancellationToken))?.Path
        );
    }

    [Fact]
    public void Ignores_a_partial_download()
    {
        _folder.Write("train-images-idx3-ubyte.gz.part", "");
        Assert.Empty(
            IdxFileNames
                .FindImages(DataFolder.OnDisk(_folder.Path, cancellation: TestContext.Current.CancellationToken), DataSplit.Train)
                .Select(file => file.Path)
        );
    }
}
