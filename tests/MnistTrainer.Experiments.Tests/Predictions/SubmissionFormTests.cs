using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>The header, ids and order of a competition's submission.</summary>
public sealed class SubmissionFormTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingListener _listener = new();

    public void Dispose() => _folder.Dispose();

    private static Dataset Data(int count, RowIds? ids = null) =>
        new("test.csv", new Samples<byte>(Shape.Vector(1), new byte[count], null, []), []) { Ids = ids };

    private SubmissionForm Form(Dataset data) => SubmissionForm.For(_folder.Write("test.csv", "x"), data, _listener);

    [Fact]
    public void Is_numbered_from_1_where_nothing_says_otherwise()
    {
        SubmissionForm form = Form(Data(2));
        Assert.Equal(("ImageId", "Label"), (form.IdColumn, form.LabelColumn));
        Assert.Equal([("1", 0), ("2", 1)], form.Rows);
        Assert.Empty(_listener.Notes);
    }

    [Theory]
    [InlineData("id", "label")]
    [InlineData("ImageId", "Label")]
    public void Keeps_the_ids_of_the_data(string id, string label)
    {
        SubmissionForm form = Form(Data(2, new RowIds(id, ["7", "0"])));
        Assert.Equal((id, label), (form.IdColumn, form.LabelColumn));
        Assert.Equal([("7", 0), ("0", 1)], form.Rows);
    }

    [Theory]
    [InlineData("sample_submission.csv")]
    [InlineData("sampleSubmission.csv")]
    [InlineData("sample-submission.CSV")]
    public void Follows_the_sample_beside_the_data(string name)
    {
        _folder.Write(name, "id,Category\n2,0\n0,0\n1,0\n");
        SubmissionForm form = Form(Data(3, new RowIds("id", ["0", "1", "2"])));
        Assert.Equal(("id", "Category"), (form.IdColumn, form.LabelColumn));
        Assert.Equal([("2", 2), ("0", 0), ("1", 1)], form.Rows);
        Assert.Equal([new SubmissionFormNote(name, IsUsed: true)], _listener.Notes);
        Assert.Equal([("2", 0), ("0", 1), ("1", 2)], Form(Data(3)).Rows);
    }

    [Theory]
    [InlineData("sample_submission.csv")]
    [InlineData("competition/sample_submission.csv")]
    public void Follows_the_sample_inside_the_archive_of_the_data(string name)
    {
        using MemoryStream packed = new();
        using (System.IO.Compression.ZipArchive zip = new(packed, System.IO.Compression.ZipArchiveMode.Create))
        {
            using StreamWriter writer = new(zip.CreateEntry(name).Open());
            writer.Write("id,Category\n1,0\n0,0\n");
        }

        SubmissionForm form = SubmissionForm.For(_folder.Write("set.zip", packed.ToArray()), Data(2, new RowIds("id", ["0", "1"])));
        Assert.Equal(("id", "Category"), (form.IdColumn, form.LabelColumn));
        Assert.Equal([("1", 1), ("0", 0)], form.Rows);
    }

    [Theory]
    [InlineData("id,label\n0,0\n1,0\n")]
    [InlineData("id,label\n0,0\n1,0\n9,0\n")]
    [InlineData("id,label\n0,0\n1,0\n1,0\n")]
    public void Reports_a_sample_of_other_data(string sample)
    {
        _folder.Write("sample_submission.csv", sample);
        Assert.Equal([("0", 0), ("1", 1), ("2", 2)], Form(Data(3, new RowIds("id", ["0", "1", "2"]))).Rows);
        Assert.Equal([new SubmissionFormNote("sample_submission.csv", IsUsed: false)], _listener.Notes);
    }

    [Fact]
    public void Is_what_the_file_has()
    {
        Network network = TestNetworks.Echo(Shape.Vector(2), "yes", "no");
        Samples<byte> samples = new(Shape.Vector(2), [9, 1, 2, 8], null, []);
        var set = PredictionSet.Of(network, samples, cancellation: TestContext.Current.CancellationToken);
        SubmissionFile.Write(_folder["out.csv"], set, new SubmissionForm("key", "Kind", [("b,1", 1), ("a", 0)]));
        Assert.Equal("key,Kind\n\"b,1\",no\na,yes\n", File.ReadAllText(_folder["out.csv"]));
    }
}
