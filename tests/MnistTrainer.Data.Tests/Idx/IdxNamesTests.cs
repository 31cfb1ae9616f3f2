namespace MnistTrainer.Data.Tests;

public sealed class IdxNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Downloads => [.. DatasetCatalog.All.Select(dataset => dataset.Name)];

    [Theory]
    [MemberData(nameof(Downloads))]
    public void Every_download_is_found_in_its_folder(string name)
    {
        DownloadableFile[] files = [.. DatasetCatalog.Find(name).Files];
        foreach (DownloadableFile file in files)
            _folder.Write(file.Name, "");

        Assert.Equal([_folder[files[0].Name]], IdxNames.FindImages(_folder.Path, DataSplit.Train));
        Assert.Equal([_folder[files[2].Name]], IdxNames.FindImages(_folder.Path, DataSplit.Test));
        Assert.Equal(_folder[files[1].Name], IdxNames.FindLabels(_folder[files[0].Name]));
        Assert.Equal(_folder[files[3].Name], IdxNames.FindLabels(_folder[files[2].Name]));
    }

    [Fact]
    public void A_file_that_is_still_coming_is_not_one()
    {
        _folder.Write("train-images-idx3-ubyte.gz.part", "");
        Assert.Empty(IdxNames.FindImages(_folder.Path, DataSplit.Train));
    }
}
