// Writes a copy of assemblies to compile against, with their internal members made public: OpenReferences FOLDER ASSEMBLY...
using OpenReferences;

string folder = args[0];
Directory.CreateDirectory(folder);
foreach (string path in args[1..])
    File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), OpenAssembly.Of([.. File.ReadAllBytes(path)]));
