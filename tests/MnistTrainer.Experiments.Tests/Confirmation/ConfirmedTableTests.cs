using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>A list is applied to the source that it was written for, and rejected by any other.</summary>
public sealed class ConfirmedTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingListener _listener = new();
    private readonly string _source;
    private readonly string _list;

    public ConfirmedTableTests()
    {
        // Bars of 8 classes; row 9 of the file is a copy of row 1, row 10 one of row 2 with another label.
        Samples<byte> bars = (Samples<byte>)SyntheticData.Bars(80).Subset([.. Enumerable.Range(0, 8), 0, 1, .. Enumerable.Range(10, 70)]);
        int[] labels = bars.Labels.ToArray();
        labels[9] = 5;
        _source = SyntheticData.WriteCsv(_folder["bars.csv"], (Samples<byte>)bars.WithLabels(labels, bars.ClassNames));
        Examine(_folder["list"]);
        _list = _folder["list/suspicious.csv"];
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_the_doctor_writes_is_applied_to_the_source()
    {
        string[] lines = File.ReadAllLines(_list);
        Assert.Equal(
            "part,row,rows,file,label,suggested,label_probability,suggested_probability,reason,duplicate_of,similarity,action,checksum",
            lines[0]
        );
        string[] removed = [.. lines.Skip(1).Where(line => line.Split(',')[11] == "remove").Select(line => line.Split(',')[1])];
        Assert.All((string[])["2", "9", "10"], row => Assert.Contains(row, removed));
        TrainingData data = Load(_list);
        Assert.Equal(80 - removed.Length, data.Train.Count);
        Assert.Equal(
            new SamplesLeftOutNote(_list, DataSplit.Train, removed.Length, 0),
            _listener.Notes.OfType<SamplesLeftOutNote>().Single()
        );
        TrainingData all = Load(null);
        int[] staying = [.. Enumerable.Range(0, 80).Where(row => !removed.Contains($"{row + 1}"))];
        Assert.Equal(staying.Select(row => Hash(all.Train, row)), Enumerable.Range(0, staying.Length).Select(row => Hash(data.Train, row)));
        Assert.Equal(staying.Select(row => all.Train.Labels[row]), data.Train.Labels.ToArray());
    }

    /// <summary>As spreadsheets save it: with semicolons, lines in another order, and some deleted.</summary>
    [Fact]
    public void Actions_of_people_are_followed()
    {
        string[] lines = File.ReadAllLines(_list);
        string[] Of(int row) => lines.Single(line => line.StartsWith($"train,{row},", StringComparison.Ordinal)).Split(',');
        (string[] kept, string[] mended) = (Of(9), Of(10));
        (kept[11], mended[11], mended[5]) = ("keep", "fix", "1");
        File.WriteAllLines(_list, [lines[0].Replace(',', ';'), string.Join(';', mended), string.Join(';', kept)]);
        TrainingData data = Load(_list);
        Assert.Equal((80, 1), (data.Train.Count, data.Train.Labels[9]));
        Assert.Equal(new SamplesLeftOutNote(_list, DataSplit.Train, 0, 1), _listener.Notes.OfType<SamplesLeftOutNote>().Single());
    }

    [Theory]
    [InlineData(0, "valid", "column part: expected train or test, found \"valid\"")]
    [InlineData(0, "test", "expected rows of a part that bars.csv has, found the part test")]
    [InlineData(1, "81", "column row: expected a row from 1 to 80, found \"81\"")]
    [InlineData(1, "0", "column row: expected a row from 1 to 80, found \"0\"")]
    [InlineData(1, "11", "expected the label \"2\" of row 11 of bars.csv, train, found \"5\"")]
    [InlineData(2, "90", "expected a list for the 80 rows of bars.csv, train, found one for 90")]
    [InlineData(4, "6", "expected the label \"5\" of row 10 of bars.csv, train, found \"6\"")]
    [InlineData(11, "delete", "column action: expected keep or fix or remove, found \"delete\"")]
    [InlineData(11, "", "column action: expected keep or fix or remove, found \"\"")]
    [InlineData(12, "x0123456789abcdef", "of the image in row 10 of bars.csv, train, found \"x0123456789abcdef\"")]
    public void A_list_for_another_source_is_rejected_with_the_reason(int column, string cell, string reason)
    {
        string[] lines = File.ReadAllLines(_list);
        int line = Array.FindIndex(lines, one => one.StartsWith("train,10,", StringComparison.Ordinal));
        string[] cells = lines[line].Split(',');
        cells[column] = cell;
        File.WriteAllLines(_list, [lines[0], string.Join(',', cells)]);
        string message = Assert.Throws<InvalidInputException>(() => Load(_list)).Message;
        Assert.StartsWith($"{_list}, line 2", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_the_source_lacks_fixes_nothing()
    {
        string[] lines = File.ReadAllLines(_list);
        string[] cells = lines.Single(one => one.StartsWith("train,10,", StringComparison.Ordinal)).Split(',');
        (cells[5], cells[11]) = ("8", "fix");
        File.WriteAllLines(_list, [lines[0], string.Join(',', cells)]);
        Assert.Contains(
            "expected a suggested label for fixing the row, one of 0, 1, 2, 3, 4, 5, 6, 7, found \"8\"",
            Assert.Throws<InvalidInputException>(() => Load(_list)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_row_that_is_there_twice_is_rejected()
    {
        string[] lines = File.ReadAllLines(_list);
        File.WriteAllLines(_list, [.. lines, lines[1].Replace(",remove,", ",keep,", StringComparison.Ordinal)]);
        Assert.Contains(
            "a second time, after line 2. Delete one of the lines.",
            Assert.Throws<InvalidInputException>(() => Load(_list)).Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>A source in which nothing is suspicious has a list without lines, which changes nothing.</summary>
    [Fact]
    public void An_empty_list_is_a_list()
    {
        File.WriteAllLines(_list, [File.ReadLines(_list).First()]);
        Assert.Equal(80, Load(_list).Train.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_name_is_rejected(string name) =>
        Assert.StartsWith(
            "The list of suspicious samples: expected the name of a file, found an empty name.",
            Assert.Throws<InvalidInputException>(() => Load(name)).Message,
            StringComparison.Ordinal
        );

    /// <summary>What comes through a pipe comes once.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_may_come_through_a_pipe(bool isEmpty)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo is Unix's.");
        string pipe = _folder["pipe"];
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
            await made.WaitForExitAsync(Cancellation);
        if (isEmpty)
            File.WriteAllLines(_list, [File.ReadLines(_list).First()]);
        string text = File.ReadAllText(_list);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var writing = Task.Run(() => File.WriteAllText(pipe, text), Cancellation);
        DataSelection selection = new()
        {
            Source = _source,
            Without = pipe,
            HoldsOutTest = false,
        };
        TrainingData data = selection.Load(cancellation: patience.Token);
        await writing;
        Assert.Equal(Load(_list).Train.Count, data.Train.Count);
        Assert.Equal(isEmpty, data.Train.Count == 80);
    }

    [Fact]
    public void Classes_that_lose_all_images_are_named()
    {
        TrainingData all = Load(null);
        RemoveClasses(all, label => label is 3 or 6);
        int left = Enumerable.Range(0, 80).Count(row => all.Train.Labels[row] is not (3 or 6));
        TrainingData data = Load(_list);
        Assert.Equal(left, data.Train.Count);
        Assert.Equal(["3", "6"], Assert.Single(_listener.Notes.OfType<ClassesLostNote>()).Classes);
        Assert.Equal(left, _listener.Notes.OfType<DataLoadedNote>().Last().Count);
    }

    [Fact]
    public void A_list_that_leaves_one_class_is_rejected()
    {
        RemoveClasses(Load(null), label => label != 3);
        Assert.StartsWith(
            $"{_list}: expected a list that leaves images of at least two classes of bars.csv, found only images of 3.",
            Assert.Throws<InvalidInputException>(() => Load(_list)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Other_tables_are_no_lists()
    {
        string path = _folder.Write("other.csv", "row,label\n1,2\n");
        Assert.Contains(
            "found no column part, rows, suggested, action, checksum",
            Assert.Throws<InvalidInputException>(() => Load(path)).Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>The same rows and labels, but one pixel of a listed image is another: the checksum is that of another version of the source.</summary>
    [Fact]
    public void Another_version_of_the_source_is_recognized()
    {
        string[] lines = File.ReadAllLines(_source);
        string[] cells = lines[10].Split(',');
        cells[^1] = cells[^1] == "7" ? "8" : "7";
        lines[10] = string.Join(',', cells);
        File.WriteAllLines(_source, lines);
        Assert.Contains(
            "expected the checksum x",
            Assert.Throws<InvalidInputException>(() => Load(_list)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Names_of_classes_and_files_are_written_so_that_they_are_read_again()
    {
        string[] names = ["=1+1", "a,\"b\"", " c", "d"];
        for (int i = 0; i < 40; i++)
        {
            Samples<byte> bars = SyntheticData.Bars(40);
            _folder.Write($"fruit/{names[i % 4].Trim()}/{i}, a.png", Png(bars.Row(i)));
            _folder.Write($"fruit/{names[i % 4].Trim()}/{i + 100}.png", Png(bars.Row(i)));
        }

        ExaminedSource source = ExaminedSource.Load(_folder["fruit"], cancellation: Cancellation);
        new SuspicionReport(
            LabelDoctor.Examine(
                source,
                new()
                {
                    Recipe = SyntheticData.Quick,
                    Folds = 2,
                    Count = 80,
                },
                null,
                Cancellation
            )
        ).Write(_folder["out"]);
        TrainingData data = new DataSelection
        {
            Source = _folder["fruit"],
            Without = _folder["out/suspicious.csv"],
            HoldsOutTest = false,
        }.Load(cancellation: Cancellation);
        Assert.InRange(data.Train.Count, 1, 40);
        Assert.Contains("'=1+1", File.ReadAllText(_folder["out/suspicious.csv"]), StringComparison.Ordinal);
        Assert.Contains("\"a,\"\"b\"\"\"", File.ReadAllText(_folder["out/suspicious.csv"]), StringComparison.Ordinal);

        static byte[] Png(ReadOnlySpan<byte> pixels) => Imaging.ImageCodec.EncodePng(new Imaging.GrayImage(8, 8, pixels.ToArray()));
    }

    private void RemoveClasses(TrainingData all, Func<int, bool> isRemoved) =>
        File.WriteAllLines(
            _list,
            [
                SuspicionReport.ListHeader,
                .. Enumerable
                    .Range(0, all.Train.Count)
                    .Where(row => isRemoved(all.Train.Labels[row]))
                    .Select(row => $"train,{row + 1},80,,{all.Train.Labels[row]},,0,,,,,remove,{SampleChecksum.Of(all.Train, row)}"),
            ]
        );

    private static string Hash(Samples<byte> samples, int row) => Convert.ToHexString(samples.Row(row));

    private void Examine(string folder)
    {
        var source = ExaminedSource.Load(_source, cancellation: Cancellation);
        DoctorSettings settings = new()
        {
            Recipe = SyntheticData.Quick,
            Folds = 2,
            Count = 3,
        };
        new SuspicionReport(LabelDoctor.Examine(source, settings, null, Cancellation)).Write(folder);
    }

    private TrainingData Load(string? list) =>
        new DataSelection
        {
            Source = _source,
            Without = list,
            HoldsOutTest = false,
        }.Load(_listener, Cancellation);
}
