using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Rung.Server.Notes;

/// <summary>What a stored file holds, once for all files that hold the same. It lies in the database, so that every node has it and a backup is whole.</summary>
[Table("file_contents"), PrimaryKey(nameof(Sha256))]
sealed class FileContent
{
    /// <summary>SHA-256 of the content, 64 hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";

    public byte[] Content { get; init; } = [];

    public static void Map(ModelBuilder model) => model.Entity<FileContent>().Property(f => f.Sha256).HasMaxLength(64);
}
