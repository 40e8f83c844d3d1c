<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Access</name>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lesen</translation>
    </message>
    <message>
        <source>create</source>
        <translation>anlegen</translation>
    </message>
    <message>
        <source>change</source>
        <translation>ändern</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>löschen</translation>
    </message>
    <message>
        <source>administer</source>
        <translation>verwalten</translation>
    </message>
    <message>
        <source>assign</source>
        <translation>zuweisen</translation>
    </message>
    <message>
        <source>revoke</source>
        <translation>widerrufen</translation>
    </message>
    <message>
        <source>export</source>
        <translation>exportieren</translation>
    </message>
    <message>
        <source>resolve</source>
        <translation>erledigen</translation>
    </message>
    <message>
        <source>carry out</source>
        <translation>ausführen</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>abbrechen</translation>
    </message>
    <message>
        <source>submit</source>
        <translation>einreichen</translation>
    </message>
    <message>
        <source>recommend</source>
        <translation>empfehlen</translation>
    </message>
    <message>
        <source>assess</source>
        <translation>beurteilen</translation>
    </message>
    <message>
        <source>approve</source>
        <translation>genehmigen</translation>
    </message>
    <message>
        <source>record</source>
        <translation>verbuchen</translation>
    </message>
    <message>
        <source>test</source>
        <translation>testen</translation>
    </message>
    <message>
        <source>freeze</source>
        <translation>einfrieren</translation>
    </message>
    <message>
        <source>amend</source>
        <translation>berichtigen</translation>
    </message>
    <message>
        <source>submit again</source>
        <translation>erneut einreichen</translation>
    </message>
    <message>
        <source>close</source>
        <translation>schließen</translation>
    </message>
    <message>
        <source>own rows</source>
        <translation>eigene Zeilen</translation>
    </message>
    <message>
        <source>department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>all rows</source>
        <translation>alle Zeilen</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>The tenant and its settings</source>
        <translation>Der Mandant und seine Einstellungen</translation>
    </message>
    <message>
        <source>Organizations</source>
        <translation>Organisationen</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Roles and who holds them</source>
        <translation>Rollen und wer sie hat</translation>
    </message>
    <message>
        <source>Sessions and devices</source>
        <translation>Sitzungen und Geräte</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Audit and sign-ins</source>
        <translation>Protokoll und Anmeldungen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>The partner API</source>
        <translation>Die Partner-API</translation>
    </message>
    <message>
        <source>Copies on devices</source>
        <translation>Kopien auf Geräten</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Announcements</source>
        <translation>Ankündigungen</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Support tickets</source>
        <translation>Support-Anfragen</translation>
    </message>
    <message>
        <source>Compliance reports</source>
        <translation>Compliance-Berichte</translation>
    </message>
    <message>
        <source>Rows of schedules</source>
        <translation>Zeilen der Tabellen</translation>
    </message>
    <message>
        <source>Summaries of reports</source>
        <translation>Zusammenfassungen der Berichte</translation>
    </message>
    <message>
        <source>Fuel codes and reference data</source>
        <translation>Kraftstoffcodes und Stammdaten</translation>
    </message>
    <message>
        <source>Charging equipment</source>
        <translation>Ladeeinrichtungen</translation>
    </message>
    <message>
        <source>Transfers of credits</source>
        <translation>Übertragungen von Gutschriften</translation>
    </message>
    <message>
        <source>Initiative agreements</source>
        <translation>Initiativvereinbarungen</translation>
    </message>
    <message>
        <source>Administrative adjustments</source>
        <translation>Behördliche Anpassungen</translation>
    </message>
    <message>
        <source>The credit ledger</source>
        <translation>Das Gutschriftenbuch</translation>
    </message>
    <message>
        <source>The credit market</source>
        <translation>Der Gutschriftenmarkt</translation>
    </message>
    <message>
        <source>Penalties</source>
        <translation>Strafen</translation>
    </message>
    <message>
        <source>Carbon intensity applications</source>
        <translation>Anträge zur Kohlenstoffintensität</translation>
    </message>
    <message>
        <source>Tables of data</source>
        <translation>Datentabellen</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Genehmigungen</translation>
    </message>
    <message>
        <source>Boards</source>
        <translation>Tafeln</translation>
    </message>
    <message>
        <source>Figures and charts</source>
        <translation>Kennzahlen und Diagramme</translation>
    </message>
    <message>
        <source>Workflows</source>
        <translation>Abläufe</translation>
    </message>
    <message>
        <source>Executions of workflows</source>
        <translation>Ausführungen von Abläufen</translation>
    </message>
    <message>
        <source>Connected applications</source>
        <translation>Verbundene Anwendungen</translation>
    </message>
    <message>
        <source>Language models</source>
        <translation>Sprachmodelle</translation>
    </message>
    <message>
        <source>Report definitions</source>
        <translation>Berichtsdefinitionen</translation>
    </message>
    <message>
        <source>Report runs</source>
        <translation>Berichtsläufe</translation>
    </message>
    <message>
        <source>Validations</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Ausnahmen</translation>
    </message>
    <message>
        <source>Connectors</source>
        <translation>Datenquellen</translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Mappings</source>
        <translation>Zuordnungen</translation>
    </message>
    <message>
        <source>Schemas</source>
        <translation>Schemata</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>Zeitpläne</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Datenströme</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Submissions to regulators</source>
        <translation>Einreichungen bei Behörden</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Wallets</source>
        <translation>Wallets</translation>
    </message>
    <message>
        <source>Transactions on chains</source>
        <translation>Transaktionen auf Blockchains</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Zahlungen</translation>
    </message>
    <message>
        <source>Checks of customers</source>
        <translation>Prüfungen von Kunden</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Sync of devices</source>
        <translation>Abgleich der Geräte</translation>
    </message>
    <message>
        <source>Unsent work that was kept</source>
        <translation>Aufbewahrte ungesendete Arbeit</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>Compliance</translation>
    </message>
    <message>
        <source>Regulatory reports</source>
        <translation>Aufsichtsberichte</translation>
    </message>
    <message>
        <source>Data entry</source>
        <translation>Dateneingabe</translation>
    </message>
    <message>
        <source>Automation</source>
        <translation>Automatisierung</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>Finanzen</translation>
    </message>
    <message>
        <source>You would give %1, which you do not have yourself.</source>
        <translation>Sie würden %1 vergeben, was Sie selbst nicht haben.</translation>
    </message>
    <message>
        <source>Leave it out, or ask somebody who has it.</source>
        <translation>Lassen Sie es weg oder fragen Sie jemanden, der es hat.</translation>
    </message>
    <message>
        <source>You have this role yourself, so you may not change it.</source>
        <translation>Sie haben diese Rolle selbst und dürfen sie deshalb nicht ändern.</translation>
    </message>
    <message>
        <source>Ask another administrator.</source>
        <translation>Fragen Sie jemand anderen aus der Administration.</translation>
    </message>
    <message>
        <source>You may not change your own rights.</source>
        <translation>Ihre eigenen Rechte dürfen Sie nicht ändern.</translation>
    </message>
    <message>
        <source>You may keep users of your own organization only.</source>
        <translation>Sie dürfen nur Benutzer Ihrer eigenen Organisation verwalten.</translation>
    </message>
    <message>
        <source>Ask an administrator of the platform.</source>
        <translation>Fragen Sie die Administration der Plattform.</translation>
    </message>
    <message>
        <source>Nobody would be left who may do everything.</source>
        <translation>Es bliebe niemand, der alles darf.</translation>
    </message>
    <message>
        <source>Make somebody else an administrator first.</source>
        <translation>Geben Sie zuerst jemand anderem diese Rechte.</translation>
    </message>
    <message>
        <source>This role is a template.</source>
        <translation>Diese Rolle ist eine Vorlage.</translation>
    </message>
    <message>
        <source>Copy it, and change the copy.</source>
        <translation>Kopieren Sie sie und ändern Sie die Kopie.</translation>
    </message>
    <message>
        <source>Reading cannot be narrower than the organization.</source>
        <translation>Lesen kann nicht enger sein als die Organisation.</translation>
    </message>
    <message>
        <source>Let the role read the organization&apos;s rows, or all.</source>
        <translation>Lassen Sie die Rolle die Zeilen der Organisation lesen oder alle.</translation>
    </message>
    <message>
        <source>The account is deactivated.</source>
        <translation>Das Konto ist deaktiviert.</translation>
    </message>
    <message>
        <source>No role and no grant gives it.</source>
        <translation>Keine Rolle und keine Freigabe gibt es.</translation>
    </message>
    <message>
        <source>The record is in another organization.</source>
        <translation>Der Datensatz gehört einer anderen Organisation.</translation>
    </message>
    <message>
        <source>The permission does not reach this record.</source>
        <translation>Die Berechtigung reicht nicht bis zu diesem Datensatz.</translation>
    </message>
    <message>
        <source>The same person did the step before; somebody else has to.</source>
        <translation>Dieselbe Person hat den Schritt davor getan; es muss jemand anderes sein.</translation>
    </message>
    <message>
        <source>This user has %1, which you do not have yourself.</source>
        <translation>Dieser Benutzer hat %1, Sie selbst haben es nicht.</translation>
    </message>
    <message>
        <source>Ask somebody who has it.</source>
        <translation>Fragen Sie jemanden, der es hat.</translation>
    </message>
    <message>
        <source>This is done for all records or for none.</source>
        <translation>Das geschieht für alle Datensätze oder für keinen.</translation>
    </message>
</context>
<context>
    <name>AccessPart</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Darf</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>Reichweite</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Permission</source>
        <translation>Berechtigung</translation>
    </message>
    <message>
        <source>What this person may do</source>
        <translation>Was diese Person darf</translation>
    </message>
    <message>
        <source>Find a permission</source>
        <translation>Berechtigung suchen</translation>
    </message>
    <message>
        <source>Find permissions</source>
        <translation>Berechtigungen suchen</translation>
    </message>
    <message>
        <source>Nothing is permitted</source>
        <translation>Nichts ist erlaubt</translation>
    </message>
    <message>
        <source>Neither a role nor a grant permits anything. Give a role at the side.</source>
        <translation>Weder eine Rolle noch eine Freigabe erlaubt etwas. Geben Sie an der Seite eine Rolle.</translation>
    </message>
    <message>
        <source>Give a role…</source>
        <translation>Rolle geben …</translation>
    </message>
    <message>
        <source>Grant for a while…</source>
        <translation>Auf Zeit freigeben …</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Grants for a while</source>
        <translation>Freigaben auf Zeit</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Why may they, or may not?</source>
        <translation>Warum darf sie das, warum nicht?</translation>
    </message>
    <message>
        <source>No role</source>
        <translation>Keine Rolle</translation>
    </message>
    <message>
        <source>None holds now</source>
        <translation>Keine gilt jetzt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Take the role %1 away</source>
        <translation>Rolle %1 entziehen</translation>
    </message>
    <message>
        <source>%1
until %2</source>
        <translation>%1
bis %2</translation>
    </message>
    <message>
        <source>End the grant of %1</source>
        <translation>Freigabe von %1 beenden</translation>
    </message>
    <message>
        <source>Give a role</source>
        <translation>Rolle geben</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>Geben</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>There is no role of this name.</source>
        <translation>Eine Rolle dieses Namens gibt es nicht.</translation>
    </message>
    <message>
        <source>Choose one of the list.</source>
        <translation>Wählen Sie eine aus der Liste.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Permissions that reach a department reach what its people made.</source>
        <translation>Berechtigungen für eine Abteilung reichen zu dem, was ihre Leute angelegt haben.</translation>
    </message>
    <message>
        <source>Leave it empty for none.</source>
        <translation>Leer lassen für keine.</translation>
    </message>
</context>
<context>
    <name>ActionGuard</name>
    <message>
        <source>This needs the permission %1. Ask an administrator.</source>
        <translation>Das braucht die Berechtigung %1. Fragen Sie die Administration.</translation>
    </message>
    <message>
        <source>This needs the connection to the platform.</source>
        <translation>Das braucht die Verbindung zur Plattform.</translation>
    </message>
    <message>
        <source>You have the permission %1 for your own rows only. This one is somebody else&apos;s.</source>
        <translation>Sie haben die Berechtigung %1 nur für eigene Zeilen. Diese gehört jemand anderem.</translation>
    </message>
    <message>
        <source>You have the permission %1 for your organization only. This row is of another.</source>
        <translation>Sie haben die Berechtigung %1 nur für Ihre Organisation. Diese Zeile gehört einer anderen.</translation>
    </message>
    <message>
        <source>You have the permission %1 for your department only. This row was made elsewhere.</source>
        <translation>Sie haben die Berechtigung %1 nur für Ihre Abteilung. Diese Zeile entstand in einer anderen.</translation>
    </message>
</context>
<context>
    <name>ActivityModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Wie viel</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
</context>
<context>
    <name>ActivityPage</name>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>An id, a change, a part or a cause</source>
        <translation>Kennung, Änderung, Teil oder Ursache</translation>
    </message>
    <message>
        <source>Search the activity</source>
        <translation>In den Vorgängen suchen</translation>
    </message>
    <message>
        <source>Kind of activity</source>
        <translation>Art der Vorgänge</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Only problems</source>
        <translation>Nur Probleme</translation>
    </message>
    <message>
        <source>Sync activity</source>
        <translation>Vorgänge des Abgleichs</translation>
    </message>
    <message>
        <source>Numbers and times only; what stands in your reports is never written down here.</source>
        <translation>Nur Zahlen und Zeiten; was in Ihren Berichten steht, wird hier nie festgehalten.</translation>
    </message>
    <message>
        <source>Show older</source>
        <translation>Ältere zeigen</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt dazu</translation>
    </message>
    <message>
        <source>Search for less, or choose everything. Only the newest 20,000 events are kept.</source>
        <translation>Suchen Sie nach weniger oder wählen Sie alles. Nur die neuesten 20.000 Vorgänge werden behalten.</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>What is sent, received, repaired and refused is written down here, with its time.</source>
        <translation>Was gesendet, empfangen, repariert und abgelehnt wird, steht hier mit seiner Zeit.</translation>
    </message>
    <message>
        <source>There is nothing older.</source>
        <translation>Es gibt nichts Älteres.</translation>
    </message>
    <message>
        <source>There is nothing to copy.</source>
        <translation>Es gibt nichts zu kopieren.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) copied</source>
        <translation>
            <numerusform>%n Zeile kopiert</numerusform>
            <numerusform>%n Zeilen kopiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AllSessionsPart</name>
    <message>
        <source>All sessions</source>
        <translation>Alle Sitzungen</translation>
    </message>
    <message>
        <source>Find a person or a device</source>
        <translation>Person oder Gerät suchen</translation>
    </message>
    <message>
        <source>Find sessions</source>
        <translation>Sitzungen suchen</translation>
    </message>
    <message>
        <source>Open person</source>
        <translation>Person öffnen</translation>
    </message>
    <message>
        <source>End session</source>
        <translation>Sitzung beenden</translation>
    </message>
    <message>
        <source>No session fits</source>
        <translation>Keine Sitzung passt</translation>
    </message>
    <message>
        <source>Everybody who is signed in is listed here. Try another search.</source>
        <translation>Hier stehen alle, die angemeldet sind. Versuchen Sie eine andere Suche.</translation>
    </message>
    <message>
        <source>Choose a session first.</source>
        <translation>Wählen Sie zuerst eine Sitzung.</translation>
    </message>
    <message>
        <source>You are in this session. Sign out in the menu of your account.</source>
        <translation>In dieser Sitzung sind Sie gerade. Melden Sie sich im Menü Ihres Kontos ab.</translation>
    </message>
    <message>
        <source>The session of %1 has ended.</source>
        <translation>Die Sitzung von %1 ist beendet.</translation>
    </message>
</context>
<context>
    <name>Attachments</name>
    <message>
        <source>Not on this device</source>
        <translation>Nicht auf diesem Gerät</translation>
    </message>
    <message>
        <source>On this device</source>
        <translation>Auf diesem Gerät</translation>
    </message>
    <message>
        <source>Uploading %1 %</source>
        <translation>Wird gesendet, %1 %</translation>
    </message>
    <message>
        <source>Fetching %1 %</source>
        <translation>Wird geholt, %1 %</translation>
    </message>
    <message>
        <source>Waiting for connection</source>
        <translation>Wartet auf Verbindung</translation>
    </message>
    <message>
        <source>Waiting to be fetched</source>
        <translation>Wird noch geholt</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wird noch gesendet</translation>
    </message>
    <message>
        <source>%1 are fetched when you open it.</source>
        <translation>%1 werden beim Öffnen geholt.</translation>
    </message>
    <message>
        <source>It can be fetched when the platform is reached again.</source>
        <translation>Sie kann geholt werden, sobald die Plattform wieder erreichbar ist.</translation>
    </message>
    <message>
        <source>Next try %1.</source>
        <translation>Nächster Versuch %1.</translation>
    </message>
    <message>
        <source>It is safe on this device until the platform has it.</source>
        <translation>Sie ist auf diesem Gerät sicher, bis die Plattform sie hat.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Noch nicht gesendet</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Added by</source>
        <translation>Hinzugefügt von</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo sie ist</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Not fetched</source>
        <translation>Nicht geholt</translation>
    </message>
</context>
<context>
    <name>AttachmentsTab</name>
    <message>
        <source>Attachments of the report</source>
        <translation>Anhänge des Berichts</translation>
    </message>
    <message>
        <source>No files are attached</source>
        <translation>Keine Dateien angehängt</translation>
    </message>
    <message>
        <source>Add documents that belong to this report, or drop them here. They are safe on this device at once and are sent as soon as the platform is reached.</source>
        <translation>Fügen Sie Dokumente hinzu, die zu diesem Bericht gehören, oder ziehen Sie sie hierher. Sie sind sofort auf diesem Gerät gesichert und werden gesendet, sobald die Plattform erreichbar ist.</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Kopie speichern …</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Replace by a new version…</source>
        <translation>Durch neue Version ersetzen …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Stop fetching</source>
        <translation>Holen abbrechen</translation>
    </message>
    <message>
        <source>Keep on this device</source>
        <translation>Auf diesem Gerät behalten</translation>
    </message>
    <message>
        <source>Files of this report are fetched by themselves and never let go.</source>
        <translation>Dateien dieses Berichts werden von selbst geholt und nie entfernt.</translation>
    </message>
    <message>
        <source>The clipboard holds no file and no picture.</source>
        <translation>Die Zwischenablage enthält weder Datei noch Bild.</translation>
    </message>
    <message>
        <source>Choose a file of the list first.</source>
        <translation>Wählen Sie zuerst eine Datei der Liste.</translation>
    </message>
    <message>
        <source>The file is not on this device; fetching it needs the platform.</source>
        <translation>Die Datei ist nicht auf diesem Gerät; zum Holen wird die Plattform gebraucht.</translation>
    </message>
    <message>
        <source>Ctrl+O; or drop files here, or paste</source>
        <translation>Strg+O; oder Dateien hierher ziehen oder einfügen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabetaste</translation>
    </message>
    <message>
        <source>Save a copy… (Ctrl+S)</source>
        <translation>Kopie speichern … (Strg+S)</translation>
    </message>
    <message>
        <source>The file has to be on this device first: open it.</source>
        <translation>Die Datei muss erst auf diesem Gerät sein: öffnen Sie sie.</translation>
    </message>
    <message>
        <source>Rename… (F2)</source>
        <translation>Umbenennen … (F2)</translation>
    </message>
    <message>
        <source>Remove (Del); can be undone</source>
        <translation>Entfernen (Entf); lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Files on this device: %1 of %2.</source>
        <translation>Dateien auf diesem Gerät: %1 von %2.</translation>
    </message>
    <message>
        <source>The picture of the clipboard is larger than 5 MB.</source>
        <translation>Das Bild der Zwischenablage ist größer als 5 MB.</translation>
    </message>
    <message>
        <source>Save it as a file, then add the file.</source>
        <translation>Speichern Sie es als Datei und fügen Sie dann die Datei hinzu.</translation>
    </message>
    <message>
        <source>Picture %1.png</source>
        <translation>Bild %1.png</translation>
    </message>
    <message>
        <source>Add files to the report</source>
        <translation>Dateien zum Bericht hinzufügen</translation>
    </message>
    <message>
        <source>No program on this computer opens this kind of file.</source>
        <translation>Kein Programm auf diesem Rechner öffnet diese Art von Datei.</translation>
    </message>
    <message>
        <source>Save a copy and open it with a program of your choice.</source>
        <translation>Speichern Sie eine Kopie und öffnen Sie sie mit einem Programm Ihrer Wahl.</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>A copy was saved: %1</source>
        <translation>Eine Kopie wurde gespeichert: %1</translation>
    </message>
    <message>
        <source>Rename the file</source>
        <translation>Datei umbenennen</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Choose the new version</source>
        <translation>Neue Version wählen</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>„%1“ wurde entfernt.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>An entry was changed after it was written.</source>
        <translation>Ein Eintrag wurde nachträglich geändert.</translation>
    </message>
    <message>
        <source>An entry was removed.</source>
        <translation>Ein Eintrag wurde entfernt.</translation>
    </message>
    <message>
        <source>A number of the chain is missing.</source>
        <translation>Eine Nummer der Kette fehlt.</translation>
    </message>
    <message>
        <source>The newest entries were cut off.</source>
        <translation>Die neuesten Einträge wurden abgeschnitten.</translation>
    </message>
    <message>
        <source>A signature does not fit.</source>
        <translation>Eine Signatur passt nicht.</translation>
    </message>
    <message>
        <source>An entry is not in the chain.</source>
        <translation>Ein Eintrag ist nicht in der Kette.</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Role of a user</source>
        <translation>Rolle eines Benutzers</translation>
    </message>
    <message>
        <source>Grant for a while</source>
        <translation>Freigabe auf Zeit</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Compliance report</source>
        <translation>Compliance-Bericht</translation>
    </message>
    <message>
        <source>Fuel supply</source>
        <translation>Kraftstofflieferung</translation>
    </message>
    <message>
        <source>Connector</source>
        <translation>Datenquelle</translation>
    </message>
    <message>
        <source>Report definition</source>
        <translation>Berichtsdefinition</translation>
    </message>
    <message>
        <source>Report run</source>
        <translation>Berichtslauf</translation>
    </message>
    <message>
        <source>added</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>widerrufen</translation>
    </message>
    <message>
        <source>rotated</source>
        <translation>erneuert</translation>
    </message>
    <message>
        <source>asked to wipe itself</source>
        <translation>zum Löschen aufgefordert</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>exportiert</translation>
    </message>
    <message>
        <source>own password changed</source>
        <translation>eigenes Passwort geändert</translation>
    </message>
    <message>
        <source>password reset by an administrator</source>
        <translation>Passwort durch die Administration zurückgesetzt</translation>
    </message>
    <message>
        <source>password reset by mail</source>
        <translation>Passwort per Mail zurückgesetzt</translation>
    </message>
    <message>
        <source>department changed</source>
        <translation>Abteilung geändert</translation>
    </message>
    <message>
        <source>password of the source set</source>
        <translation>Passwort der Quelle gesetzt</translation>
    </message>
    <message>
        <source>Identity provider</source>
        <translation>Identitätsanbieter</translation>
    </message>
    <message>
        <source>Customer portal</source>
        <translation>Kundenportal</translation>
    </message>
    <message>
        <source>Request for an account</source>
        <translation>Kontoanfrage</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>Einladung</translation>
    </message>
    <message>
        <source>Unsent work that was kept</source>
        <translation>Aufbewahrte ungesendete Arbeit</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>Anhang</translation>
    </message>
    <message>
        <source>Compliance period</source>
        <translation>Berichtsjahr</translation>
    </message>
    <message>
        <source>Fuel category</source>
        <translation>Kraftstoffkategorie</translation>
    </message>
    <message>
        <source>Fuel type</source>
        <translation>Kraftstoff</translation>
    </message>
    <message>
        <source>Fuel factor</source>
        <translation>Kraftstofffaktor</translation>
    </message>
    <message>
        <source>Fuel code</source>
        <translation>Kraftstoffcode</translation>
    </message>
    <message>
        <source>End use</source>
        <translation>Endnutzung</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Vorschrift</translation>
    </message>
    <message>
        <source>Step of a run</source>
        <translation>Schritt eines Laufs</translation>
    </message>
    <message>
        <source>Log of a run</source>
        <translation>Protokoll eines Laufs</translation>
    </message>
    <message>
        <source>taken or discarded</source>
        <translation>übernommen oder verworfen</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>zurückgezogen</translation>
    </message>
    <message>
        <source>second factor set up</source>
        <translation>zweiter Faktor eingerichtet</translation>
    </message>
    <message>
        <source>second factor removed</source>
        <translation>zweiter Faktor entfernt</translation>
    </message>
    <message>
        <source>second factor reset by an administrator</source>
        <translation>zweiter Faktor durch die Administration zurückgesetzt</translation>
    </message>
    <message>
        <source>recovery codes renewed</source>
        <translation>Wiederherstellungscodes erneuert</translation>
    </message>
    <message>
        <source>roles that need a second factor changed</source>
        <translation>Rollen mit zweitem Faktor geändert</translation>
    </message>
    <message>
        <source>account at an identity provider linked</source>
        <translation>Konto bei einem Identitätsanbieter verknüpft</translation>
    </message>
    <message>
        <source>account at an identity provider unlinked</source>
        <translation>Verknüpfung mit einem Identitätsanbieter gelöst</translation>
    </message>
    <message>
        <source>secret changed</source>
        <translation>Geheimnis geändert</translation>
    </message>
    <message>
        <source>limits of files changed</source>
        <translation>Grenzen für Dateien geändert</translation>
    </message>
    <message>
        <source>time without a connection changed</source>
        <translation>Zeit ohne Verbindung geändert</translation>
    </message>
    <message>
        <source>class of a part of the data changed</source>
        <translation>Klasse eines Teils der Daten geändert</translation>
    </message>
    <message>
        <source>recovery key set</source>
        <translation>Wiederherstellungsschlüssel gesetzt</translation>
    </message>
    <message>
        <source>Restored platform</source>
        <translation>Wiederhergestellte Plattform</translation>
    </message>
    <message>
        <source>change that could not be made again looked at</source>
        <translation>nicht wiederholbare Änderung angesehen</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Number %1: %2</source>
        <translation>Nummer %1: %2</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>Teile dieser Seite</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>The chain is being checked.</source>
        <translation>Die Kette wird geprüft.</translation>
    </message>
    <message>
        <source>Checking every entry</source>
        <translation>Jeder Eintrag wird geprüft</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>Nothing was altered: %1 entries stand in one unbroken chain.</source>
        <translation>Nichts wurde verändert: %1 Einträge stehen in einer lückenlosen Kette.</translation>
    </message>
    <message numerus="yes">
        <source>%n signature(s) fit. Newest hash: %1.</source>
        <translation>
            <numerusform>%n Signatur passt. Neuester Hash: %1.</numerusform>
            <numerusform>%n Signaturen passen. Neuester Hash: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The audit was altered: %n flaw(s).</source>
        <translation>
            <numerusform>Das Protokoll wurde verändert: %n Mangel.</numerusform>
            <numerusform>Das Protokoll wurde verändert: %n Mängel.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export it now and keep the file, then ask who has access to the database.</source>
        <translation>Exportieren Sie es jetzt und bewahren Sie die Datei auf; fragen Sie dann, wer Zugang zur Datenbank hat.</translation>
    </message>
    <message>
        <source>What does not fit</source>
        <translation>Was nicht passt</translation>
    </message>
    <message>
        <source>Export the audit</source>
        <translation>Protokoll exportieren</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Lines of JSON with a signature at the end. Whoever has the public key can check the file without this platform. The export itself is an entry.</source>
        <translation>Zeilen aus JSON mit einer Signatur am Ende. Wer den öffentlichen Schlüssel hat, kann die Datei ohne diese Plattform prüfen. Auch der Export ist ein Eintrag.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To and with</source>
        <translation>Bis einschließlich</translation>
    </message>
    <message>
        <source>The first day is after the last.</source>
        <translation>Der erste Tag liegt nach dem letzten.</translation>
    </message>
    <message>
        <source>Correct one of them.</source>
        <translation>Berichtigen Sie einen der beiden.</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Wird exportiert</translation>
    </message>
    <message>
        <source>%1 written to %2.</source>
        <translation>%1 nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>Check it with: tidemark-platform audit verify --file FILE --key KEY</source>
        <translation>Prüfen Sie sie mit: tidemark-platform audit verify --file DATEI --key SCHLÜSSEL</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this notice</source>
        <translation>Hinweis schließen</translation>
    </message>
    <message>
        <source>Id %1</source>
        <translation>Kennung %1</translation>
    </message>
    <message>
        <source>By this id the problem is found under Sync activity.</source>
        <translation>Unter dieser Kennung steht das Problem in den Vorgängen des Abgleichs.</translation>
    </message>
</context>
<context>
    <name>BulkActions</name>
    <message>
        <source>Try all again</source>
        <translation>Alle erneut versuchen</translation>
    </message>
    <message>
        <source>Export these…</source>
        <translation>Diese exportieren…</translation>
    </message>
    <message>
        <source>Discard these…</source>
        <translation>Diese verwerfen…</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) selected</source>
        <translation>
            <numerusform>%n Änderung gewählt</numerusform>
            <numerusform>%n Änderungen gewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %n change(s)?</source>
        <translation>
            <numerusform>%n Änderung verwerfen?</numerusform>
            <numerusform>%n Änderungen verwerfen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are removed from this device and never sent. The platform keeps what it has. Export them first if you may want them again.</source>
        <translation>Sie werden von diesem Gerät entfernt und nie gesendet. Die Plattform behält, was sie hat. Exportieren Sie sie vorher, falls Sie sie noch brauchen könnten.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Theirs now</source>
        <translation>Andere Werte jetzt</translation>
    </message>
    <message>
        <source>Yours now</source>
        <translation>Ihre Werte jetzt</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Wird zu</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>Take yours for all</source>
        <translation>Überall Ihre Werte</translation>
    </message>
    <message>
        <source>Take theirs for all</source>
        <translation>Überall die anderen Werte</translation>
    </message>
    <message>
        <source>Your values replace theirs on the platform. You can undo this.</source>
        <translation>Ihre Werte ersetzen die anderen auf der Plattform. Sie können das rückgängig machen.</translation>
    </message>
    <message>
        <source>Your values are dropped, theirs stay. You can undo this.</source>
        <translation>Ihre Werte fallen weg, die anderen bleiben. Sie können das rückgängig machen.</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>Was sich ändern würde</translation>
    </message>
    <message>
        <source>Take yours</source>
        <translation>Ihre nehmen</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Andere nehmen</translation>
    </message>
    <message>
        <source>Decide one by one</source>
        <translation>Einzeln entscheiden</translation>
    </message>
    <message>
        <source>the row with changes</source>
        <translation>die Zeile mit Änderungen</translation>
    </message>
    <message>
        <source>restored as a copy</source>
        <translation>als Kopie wiederhergestellt</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take yours in %n row(s) of: %1</source>
        <translation>
            <numerusform>Ihre Werte in %n Zeile übernehmen: %1</numerusform>
            <numerusform>Ihre Werte in %n Zeilen übernehmen: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take theirs in %n row(s) of: %1</source>
        <translation>
            <numerusform>Die anderen Werte in %n Zeile übernehmen: %1</numerusform>
            <numerusform>Die anderen Werte in %n Zeilen übernehmen: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The checks find nothing wrong with the rows then.</source>
        <translation>Die Prüfungen finden dann in den Zeilen keine Fehler.</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s) in these rows then:</source>
        <translation>
            <numerusform>Dann %n Fehler in diesen Zeilen:</numerusform>
            <numerusform>Dann %n Fehler in diesen Zeilen:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s) in these rows then:</source>
        <translation>
            <numerusform>Dann %n Warnung in diesen Zeilen:</numerusform>
            <numerusform>Dann %n Warnungen in diesen Zeilen:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CertificateCard</name>
    <message>
        <source>Ask the operator of the server for the finger-print, by telephone for example. Trust the certificate only if both are the same in every place.</source>
        <translation>Erfragen Sie den Fingerabdruck beim Betreiber des Servers, zum Beispiel am Telefon. Vertrauen Sie dem Zertifikat nur, wenn beide an jeder Stelle gleich sind.</translation>
    </message>
    <message>
        <source>Trust this certificate</source>
        <translation>Diesem Zertifikat vertrauen</translation>
    </message>
    <message>
        <source>This server shows another certificate than the one you trusted</source>
        <translation>Dieser Server zeigt ein anderes Zertifikat als das, dem Sie vertraut haben</translation>
    </message>
    <message>
        <source>Nobody whom this computer trusts vouches for this certificate</source>
        <translation>Für dieses Zertifikat bürgt niemand, dem dieser Rechner vertraut</translation>
    </message>
    <message>
        <source>Trusted so far</source>
        <translation>Bisher vertraut</translation>
    </message>
    <message>
        <source>SHA-256 finger-print</source>
        <translation>Fingerabdruck (SHA-256)</translation>
    </message>
    <message>
        <source>Issued to</source>
        <translation>Ausgestellt für</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Trust the new certificate</source>
        <translation>Dem neuen Zertifikat vertrauen</translation>
    </message>
</context>
<context>
    <name>ChangeActions</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>It is on its way; the answer is awaited.</source>
        <translation>Sie ist unterwegs; die Antwort wird erwartet.</translation>
    </message>
    <message>
        <source>Keep theirs…</source>
        <translation>Andere Werte behalten …</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen …</translation>
    </message>
    <message>
        <source>Keep theirs and drop your values?</source>
        <translation>Andere Werte behalten und Ihre verwerfen?</translation>
    </message>
    <message>
        <source>Discard this change?</source>
        <translation>Diese Änderung verwerfen?</translation>
    </message>
    <message>
        <source>“%1” is removed from this device and never sent. The platform keeps what it has.</source>
        <translation>„%1“ wird von diesem Gerät entfernt und nie gesendet. Die Plattform behält, was sie hat.</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>Andere Werte behalten</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>ChangeCard</name>
    <message>
        <source>The platform gave no cause.</source>
        <translation>Die Plattform hat keinen Grund genannt.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Sent after</source>
        <translation>Gesendet nach</translation>
    </message>
    <message>
        <source>Held up by</source>
        <translation>Aufgehalten von</translation>
    </message>
    <message>
        <source>change %1, which needs you</source>
        <translation>Änderung %1, die Sie braucht</translation>
    </message>
</context>
<context>
    <name>ChangesPart</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Entries of the audit</source>
        <translation>Einträge des Protokolls</translation>
    </message>
    <message>
        <source>Find by person or action</source>
        <translation>Nach Person oder Vorgang suchen</translation>
    </message>
    <message>
        <source>Find entries</source>
        <translation>Einträge suchen</translation>
    </message>
    <message>
        <source>No entry fits</source>
        <translation>Kein Eintrag passt</translation>
    </message>
    <message>
        <source>Every write leaves an entry here, and none can be altered. Try another search or filter.</source>
        <translation>Jede Änderung hinterlässt hier einen Eintrag, und keiner lässt sich ändern. Versuchen Sie eine andere Suche.</translation>
    </message>
    <message>
        <source>All records</source>
        <translation>Alle Datensätze</translation>
    </message>
    <message>
        <source>Kind of record</source>
        <translation>Art des Datensatzes</translation>
    </message>
    <message>
        <source>Time of the entries</source>
        <translation>Zeit der Einträge</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Person of the entries</source>
        <translation>Person der Einträge</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>ChoiceCell</name>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihre</translation>
    </message>
    <message>
        <source>Delete the row all the same</source>
        <translation>Die Zeile trotzdem löschen</translation>
    </message>
    <message>
        <source>%1: take yours</source>
        <translation>%1: Ihre nehmen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Keep the row with their changes</source>
        <translation>Die Zeile mit den anderen Änderungen behalten</translation>
    </message>
    <message>
        <source>%1: take theirs</source>
        <translation>%1: andere nehmen</translation>
    </message>
    <message>
        <source>Both…</source>
        <translation>Beide …</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>%1: keep both and edit</source>
        <translation>%1: beide behalten und bearbeiten</translation>
    </message>
    <message>
        <source>%1: enter another</source>
        <translation>%1: anderen Wert eingeben</translation>
    </message>
    <message>
        <source>%1: your own value</source>
        <translation>%1: eigener Wert</translation>
    </message>
    <message>
        <source>This is no value for the field.</source>
        <translation>Das ist kein Wert für das Feld.</translation>
    </message>
    <message>
        <source>Restore as copy</source>
        <translation>Als Kopie wiederherstellen</translation>
    </message>
    <message>
        <source>Make the row anew, with your changes in it</source>
        <translation>Die Zeile neu anlegen, mit Ihren Änderungen darin</translation>
    </message>
    <message>
        <source>Leave deleted</source>
        <translation>Gelöscht lassen</translation>
    </message>
    <message>
        <source>Give up your changes of the row</source>
        <translation>Ihre Änderungen der Zeile aufgeben</translation>
    </message>
</context>
<context>
    <name>ChoiceEdit</name>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
</context>
<context>
    <name>ConflictCaseView</name>
    <message>
        <source>What happens then</source>
        <translation>Was dann geschieht</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Apply (Ctrl+Enter)</source>
        <translation>Anwenden (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Keep both rows</source>
        <translation>Beide Zeilen behalten</translation>
    </message>
    <message>
        <source>Theirs stays, yours becomes a row of its own right behind it</source>
        <translation>Die andere bleibt, Ihre wird eine eigene Zeile gleich dahinter</translation>
    </message>
    <message>
        <source>Next conflict</source>
        <translation>Nächster Konflikt</translation>
    </message>
    <message>
        <source>Next conflict (N)</source>
        <translation>Nächster Konflikt (N)</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Entschieden</translation>
    </message>
    <message>
        <source>This row is decided. It is sent together with the other rows of the same change, once those are decided too. You may still decide otherwise.</source>
        <translation>Diese Zeile ist entschieden. Sie wird mit den anderen Zeilen derselben Änderung gesendet, sobald auch die entschieden sind. Sie können noch anders entscheiden.</translation>
    </message>
    <message>
        <source>Your choice is saved on this device at once, also without a network, and sent as one change. What was before, yours and theirs are kept; you can undo your choice for as long as the report is a draft.</source>
        <translation>Ihre Wahl wird sofort auf diesem Gerät gespeichert, auch ohne Netz, und als eine Änderung gesendet. Was vorher war, Ihre und die anderen Werte bleiben erhalten; Sie können Ihre Wahl rückgängig machen, solange der Bericht ein Entwurf ist.</translation>
    </message>
    <message>
        <source>Everything is chosen.</source>
        <translation>Alles ist gewählt.</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) still open. Nothing is chosen for you.</source>
        <translation>
            <numerusform>%n Feld noch offen. Nichts wird für Sie gewählt.</numerusform>
            <numerusform>%n Felder noch offen. Nichts wird für Sie gewählt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictItem</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>the whole row</source>
        <translation>die ganze Zeile</translation>
    </message>
    <message>
        <source>%1 does not go with the other values.</source>
        <translation>%1 passt nicht zu den anderen Werten.</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 fehlt.</translation>
    </message>
    <message>
        <source>%1 is not valid.</source>
        <translation>%1 ist nicht gültig.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Other records</source>
        <translation>Andere Datensätze</translation>
    </message>
    <message>
        <source>A report that was deleted</source>
        <translation>Ein gelöschter Bericht</translation>
    </message>
    <message>
        <source>%1 compliance report</source>
        <translation>Compliance-Bericht %1</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1, Fassung %2</translation>
    </message>
    <message>
        <source>The report of this row was deleted, too. A copy needs a report.</source>
        <translation>Auch der Bericht dieser Zeile wurde gelöscht. Eine Kopie braucht einen Bericht.</translation>
    </message>
    <message>
        <source>you changed it, they deleted it</source>
        <translation>von Ihnen geändert, von anderen gelöscht</translation>
    </message>
    <message>
        <source>you deleted it, they changed it</source>
        <translation>von Ihnen gelöscht, von anderen geändert</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) differ</source>
        <translation>
            <numerusform>%n Feld weicht ab</numerusform>
            <numerusform>%n Felder weichen ab</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictSource</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ConflictTable</name>
    <message>
        <source>somebody else</source>
        <translation>jemand anderes</translation>
    </message>
    <message>
        <source>web API</source>
        <translation>Web-API</translation>
    </message>
    <message>
        <source>this device, %1</source>
        <translation>dieses Gerät, %1</translation>
    </message>
    <message>
        <source>this device</source>
        <translation>dieses Gerät</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihre</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>both of you started here</source>
        <translation>hier haben beide begonnen</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>decided together</source>
        <translation>zusammen entschieden</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>several people</source>
        <translation>mehrere Personen</translation>
    </message>
</context>
<context>
    <name>ConnectionCard</name>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>As the system is set</source>
        <translation>Wie im System eingestellt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Dieser</translation>
    </message>
    <message>
        <source>Kind of proxy</source>
        <translation>Art des Proxys</translation>
    </message>
    <message>
        <source>HTTP (CONNECT)</source>
        <translation>HTTP (CONNECT)</translation>
    </message>
    <message>
        <source>SOCKS 5</source>
        <translation>SOCKS 5</translation>
    </message>
    <message>
        <source>Host of the proxy</source>
        <translation>Rechner des Proxys</translation>
    </message>
    <message>
        <source>Port of the proxy</source>
        <translation>Port des Proxys</translation>
    </message>
    <message>
        <source>User at the proxy</source>
        <translation>Benutzer am Proxy</translation>
    </message>
    <message>
        <source>Password at the proxy</source>
        <translation>Passwort am Proxy</translation>
    </message>
    <message>
        <source>Without proxy</source>
        <translation>Ohne Proxy</translation>
    </message>
    <message>
        <source>Hosts, with commas between them; .example.com stands for all below it.</source>
        <translation>Rechner, durch Kommas getrennt; .example.com steht für alle darunter.</translation>
    </message>
    <message>
        <source>File of certificate authorities</source>
        <translation>Datei mit Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>Those of the system only</source>
        <translation>Nur die des Systems</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the file of certificate authorities</source>
        <translation>Datei mit Zertifizierungsstellen wählen</translation>
    </message>
    <message>
        <source>Save connection</source>
        <translation>Verbindung speichern</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>More authorities</source>
        <translation>Weitere Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>Kept in the keyring</source>
        <translation>Im Schlüsselbund</translation>
    </message>
    <message>
        <source>Enter it again and save.</source>
        <translation>Geben Sie es neu ein und speichern Sie.</translation>
    </message>
    <message>
        <source>Certificates that you trusted</source>
        <translation>Zertifikate, denen Sie vertraut haben</translation>
    </message>
    <message>
        <source>Trust no longer</source>
        <translation>Nicht mehr vertrauen</translation>
    </message>
    <message>
        <source>Trust the certificate of %1 no longer</source>
        <translation>Dem Zertifikat von %1 nicht mehr vertrauen</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The connection settings are saved.</source>
        <translation>Die Verbindungseinstellungen sind gespeichert.</translation>
    </message>
    <message>
        <source>The keyring did not take the password of the proxy.</source>
        <translation>Der Schlüsselbund hat das Passwort des Proxys nicht angenommen.</translation>
    </message>
    <message>
        <source>It holds until Tidemark ends; then enter it again.</source>
        <translation>Es gilt, bis Tidemark endet; geben Sie es dann neu ein.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The certificate is trusted. The connection is tried again.</source>
        <translation>Dem Zertifikat wird vertraut. Die Verbindung wird noch einmal versucht.</translation>
    </message>
</context>
<context>
    <name>CustomerDialog</name>
    <message>
        <source>Admit %1</source>
        <translation>%1 aufnehmen</translation>
    </message>
    <message>
        <source>Admit</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>They get an account with the password that they chose, and are told by mail.</source>
        <translation>Sie bekommen ein Konto mit dem Passwort, das sie gewählt haben, und eine E-Mail.</translation>
    </message>
    <message>
        <source>Invite a customer</source>
        <translation>Kunden einladen</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
    <message>
        <source>A code goes to the address by mail, and is shown to you once. It is good for 14 days, for this address only.</source>
        <translation>Ein Code geht per E-Mail an die Adresse und wird Ihnen einmal gezeigt. Er gilt 14 Tage und nur für diese Adresse.</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>They see the rows of this one and no other.</source>
        <translation>Sie sehen die Zeilen dieser Organisation und keiner anderen.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>It cannot give more than you have yourself.</source>
        <translation>Sie kann nicht mehr geben, als Sie selbst haben.</translation>
    </message>
    <message>
        <source>This is no e-mail address.</source>
        <translation>Das ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>Type one, such as ana@example.com.</source>
        <translation>Geben Sie eine ein, etwa ana@example.com.</translation>
    </message>
    <message>
        <source>There is no organization of this name.</source>
        <translation>Es gibt keine Organisation dieses Namens.</translation>
    </message>
    <message>
        <source>Choose one of the list.</source>
        <translation>Wählen Sie eine aus der Liste.</translation>
    </message>
    <message>
        <source>There is no role of this name.</source>
        <translation>Es gibt keine Rolle dieses Namens.</translation>
    </message>
    <message>
        <source>%1 is invited</source>
        <translation>%1 ist eingeladen</translation>
    </message>
    <message>
        <source>The code is in the mail to them, too. Here it is shown this once; it is good until %1.</source>
        <translation>Der Code steht auch in der E-Mail. Hier wird er dieses eine Mal gezeigt; er gilt bis %1.</translation>
    </message>
    <message>
        <source>Invitation code</source>
        <translation>Einladungscode</translation>
    </message>
</context>
<context>
    <name>DecisionCard</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) decided %1.</source>
        <translation>
            <numerusform>%n Feld entschieden, %1.</numerusform>
            <numerusform>%n Felder entschieden, %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>What was before, yours and theirs are kept for two weeks. After an undo the conflicts are open again, and what the platform has taken of your decision gets theirs back.</source>
        <translation>Der Stand davor, Ihre und die anderen Werte bleiben zwei Wochen erhalten. Nach dem Rückgängigmachen sind die Konflikte wieder offen, und was die Plattform von Ihrer Entscheidung schon übernommen hat, erhält die anderen Werte zurück.</translation>
    </message>
</context>
<context>
    <name>DemoAccountButton</name>
    <message>
        <source>Sign in as %1, %2</source>
        <translation>Anmelden als %1, %2</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>%1 compliance report</source>
        <translation>Compliance-Bericht %1</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
</context>
<context>
    <name>DeviceSection</name>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>Geöffnet durch</translation>
    </message>
    <message>
        <source>Set a passphrase…</source>
        <translation>Passphrase setzen…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Wiederherstellung</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Change the keys now</source>
        <translation>Schlüssel jetzt wechseln</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Room for the local copy</source>
        <translation>Speicherplatz für die lokale Kopie</translation>
    </message>
    <message>
        <source>At most %1</source>
        <translation>Höchstens %1</translation>
    </message>
    <message>
        <source>The keyring of this system, or your passphrase</source>
        <translation>Den Schlüsselbund dieses Systems oder Ihre Passphrase</translation>
    </message>
    <message>
        <source>The keyring of this system alone. With a passphrase beside it, a lost keyring does not lock you out.</source>
        <translation>Nur den Schlüsselbund dieses Systems. Mit einer Passphrase daneben sperrt ein verlorener Schlüsselbund Sie nicht aus.</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Ihre Passphrase</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Change the passphrase…</source>
        <translation>Passphrase ändern…</translation>
    </message>
    <message>
        <source>Your organization has no recovery key on this device.</source>
        <translation>Ihre Organisation hat auf diesem Gerät keinen Wiederherstellungsschlüssel.</translation>
    </message>
    <message>
        <source>The officers of your organization can open it with the recovery key %1.</source>
        <translation>Die Beauftragten Ihrer Organisation können es mit dem Wiederherstellungsschlüssel %1 öffnen.</translation>
    </message>
    <message>
        <source>Of an earlier version</source>
        <translation>Von einer früheren Version</translation>
    </message>
    <message>
        <source>Made %1; changed by themselves after %2</source>
        <translation>Erzeugt: %1; werden von selbst gewechselt nach: %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 free on the disk</source>
        <translation>%1 frei auf dem Datenträger</translation>
    </message>
    <message>
        <source>The keys are being changed.</source>
        <translation>Die Schlüssel werden gewechselt.</translation>
    </message>
    <message>
        <source>Lists are empty meanwhile. Nothing is lost if this computer is switched off.</source>
        <translation>Die Listen sind so lange leer. Nichts geht verloren, wenn dieser Rechner ausgeschaltet wird.</translation>
    </message>
    <message>
        <source>Everything on this device is under new keys.</source>
        <translation>Alles auf diesem Gerät liegt unter neuen Schlüsseln.</translation>
    </message>
    <message>
        <source>The old ones are forgotten after the next restart.</source>
        <translation>Die alten werden nach dem nächsten Neustart vergessen.</translation>
    </message>
</context>
<context>
    <name>DevicesPart</name>
    <message>
        <source>Devices and sessions</source>
        <translation>Geräte und Sitzungen</translation>
    </message>
    <message>
        <source>Find a device or an address</source>
        <translation>Gerät oder Adresse suchen</translation>
    </message>
    <message>
        <source>Find devices</source>
        <translation>Geräte suchen</translation>
    </message>
    <message>
        <source>No device yet</source>
        <translation>Noch kein Gerät</translation>
    </message>
    <message>
        <source>A device appears here when this person signs in on it for the first time.</source>
        <translation>Ein Gerät erscheint hier, wenn sich die Person zum ersten Mal darauf anmeldet.</translation>
    </message>
    <message>
        <source>End session</source>
        <translation>Sitzung beenden</translation>
    </message>
    <message>
        <source>End all others…</source>
        <translation>Alle anderen beenden …</translation>
    </message>
    <message>
        <source>End all…</source>
        <translation>Alle beenden …</translation>
    </message>
    <message>
        <source>Wipe device…</source>
        <translation>Gerät löschen …</translation>
    </message>
    <message>
        <source>Choose a line of the list first.</source>
        <translation>Wählen Sie zuerst eine Zeile der Liste.</translation>
    </message>
    <message>
        <source>Nobody is signed in on this device.</source>
        <translation>Auf diesem Gerät ist niemand angemeldet.</translation>
    </message>
    <message>
        <source>You are in this session. Sign out in the menu of your account.</source>
        <translation>In dieser Sitzung sind Sie gerade. Melden Sie sich im Menü Ihres Kontos ab.</translation>
    </message>
    <message>
        <source>This device was asked to wipe itself already.</source>
        <translation>Dieses Gerät wurde schon zum Löschen aufgefordert.</translation>
    </message>
    <message>
        <source>You are on this device. Sign out in the menu of your account.</source>
        <translation>An diesem Gerät sind Sie gerade. Melden Sie sich im Menü Ihres Kontos ab.</translation>
    </message>
    <message>
        <source>The session has ended.</source>
        <translation>Die Sitzung ist beendet.</translation>
    </message>
    <message>
        <source>End all your other sessions?</source>
        <translation>Alle Ihre anderen Sitzungen beenden?</translation>
    </message>
    <message>
        <source>End all sessions of %1?</source>
        <translation>Alle Sitzungen von %1 beenden?</translation>
    </message>
    <message>
        <source>Whoever is signed in there has to sign in again. Changes that were not sent yet stay on the devices and are sent after that.</source>
        <translation>Wer dort angemeldet ist, muss sich neu anmelden. Noch nicht gesendete Änderungen bleiben auf den Geräten und werden danach gesendet.</translation>
    </message>
    <message>
        <source>End sessions</source>
        <translation>Sitzungen beenden</translation>
    </message>
    <message>
        <source>The sessions have ended.</source>
        <translation>Die Sitzungen sind beendet.</translation>
    </message>
    <message>
        <source>Wipe %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>Its sessions end now. At its next contact it removes its copy of the data and its keys. Changes on it that were not sent are lost. This cannot be taken back.</source>
        <translation>Seine Sitzungen enden jetzt. Beim nächsten Kontakt entfernt es seine Kopie der Daten und seine Schlüssel. Nicht gesendete Änderungen darauf gehen verloren. Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Wipe device</source>
        <translation>Gerät löschen</translation>
    </message>
    <message>
        <source>The device is told to wipe itself at its next contact.</source>
        <translation>Das Gerät wird beim nächsten Kontakt zum Löschen aufgefordert.</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Unsent work on disk</source>
        <translation>Ungesendete Arbeit auf der Platte</translation>
    </message>
    <message>
        <source>Backup of unsent work</source>
        <translation>Sicherung der ungesendeten Arbeit</translation>
    </message>
    <message>
        <source>Local copy on disk</source>
        <translation>Lokale Kopie auf der Platte</translation>
    </message>
    <message>
        <source>Local copy adds up</source>
        <translation>Lokale Kopie stimmt überein</translation>
    </message>
    <message>
        <source>Offline time</source>
        <translation>Zeit ohne Netz</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Unsent changes</source>
        <translation>Ungesendete Änderungen</translation>
    </message>
    <message>
        <source>Work set aside</source>
        <translation>Beiseitegelegte Arbeit</translation>
    </message>
    <message>
        <source>Files of attachments</source>
        <translation>Dateien der Anlagen</translation>
    </message>
    <message>
        <source>Room on the disk</source>
        <translation>Platz auf der Platte</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>In the system&apos;s keyring.</source>
        <translation>Im Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>Under your passphrase.</source>
        <translation>Unter Ihrer Passphrase.</translation>
    </message>
    <message>
        <source>No key is stored.</source>
        <translation>Kein Schlüssel ist gespeichert.</translation>
    </message>
    <message>
        <source>Unlock Tidemark, or choose a passphrase.</source>
        <translation>Entsperren Sie Tidemark oder wählen Sie eine Passphrase.</translation>
    </message>
    <message>
        <source>All %1 tables were read; no damage.</source>
        <translation>Alle %1 Tabellen wurden gelesen; kein Schaden.</translation>
    </message>
    <message>
        <source>%1 of %2 tables were read so far; no damage.</source>
        <translation>Bisher wurden %1 von %2 Tabellen gelesen; kein Schaden.</translation>
    </message>
    <message>
        <source>Not read yet.</source>
        <translation>Noch nicht gelesen.</translation>
    </message>
    <message>
        <source>Run all checks.</source>
        <translation>Führen Sie alle Prüfungen aus.</translation>
    </message>
    <message>
        <source>None yet; nothing waits.</source>
        <translation>Noch keine; nichts wartet.</translation>
    </message>
    <message>
        <source>Newest from %1.</source>
        <translation>Neueste von %1.</translation>
    </message>
    <message>
        <source>Leave Tidemark running; it backs up every hour.</source>
        <translation>Lassen Sie Tidemark laufen; es sichert jede Stunde.</translation>
    </message>
    <message>
        <source>Every part agrees with the platform.</source>
        <translation>Jeder Teil stimmt mit der Plattform überein.</translation>
    </message>
    <message>
        <source>Not yet compared with the platform: parts %1.</source>
        <translation>Noch nicht mit der Plattform verglichen: Teile %1.</translation>
    </message>
    <message>
        <source>Wait until the copy is complete, or go online.</source>
        <translation>Warten Sie, bis die Kopie vollständig ist, oder gehen Sie ans Netz.</translation>
    </message>
    <message>
        <source>Does not add up, even after repairs: parts %1.</source>
        <translation>Stimmt auch nach Reparaturen nicht überein: Teile %1.</translation>
    </message>
    <message>
        <source>Your own changes are safe. Send the bundle for support; it is tried again tomorrow.</source>
        <translation>Ihre eigenen Änderungen sind sicher. Senden Sie das Paket für die Unterstützung; morgen wird es erneut versucht.</translation>
    </message>
    <message>
        <source>Nothing is bound to a time.</source>
        <translation>Nichts ist an eine Zeit gebunden.</translation>
    </message>
    <message>
        <source>Everything can be read offline until %1 at least.</source>
        <translation>Alles ist ohne Netz mindestens bis %1 lesbar.</translation>
    </message>
    <message>
        <source>The first part is locked at %1 unless the platform is reached.</source>
        <translation>Der erste Teil wird um %1 gesperrt, wenn die Plattform nicht erreicht wird.</translation>
    </message>
    <message>
        <source>Go online before then.</source>
        <translation>Gehen Sie vorher ans Netz.</translation>
    </message>
    <message>
        <source>%1 parts are locked, because the platform was not reached for as long as it may be.</source>
        <translation>%1 Teile sind gesperrt, weil die Plattform länger als erlaubt nicht erreicht wurde.</translation>
    </message>
    <message>
        <source>Go online: they open by themselves. What you have not sent is kept.</source>
        <translation>Gehen Sie ans Netz: sie öffnen sich von selbst. Was Sie nicht gesendet haben, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Signed in.</source>
        <translation>Angemeldet.</translation>
    </message>
    <message>
        <source>Nobody is signed in, or the data is locked.</source>
        <translation>Niemand ist angemeldet, oder die Daten sind gesperrt.</translation>
    </message>
    <message>
        <source>Sign in or unlock.</source>
        <translation>Melden Sie sich an oder entsperren Sie.</translation>
    </message>
    <message>
        <source>The platform answers. Round trip %1 ms.</source>
        <translation>Die Plattform antwortet. Hin und zurück %1 ms.</translation>
    </message>
    <message>
        <source>Parts of the agent</source>
        <translation>Teile des Dienstes</translation>
    </message>
    <message>
        <source>All of them move.</source>
        <translation>Alle bewegen sich.</translation>
    </message>
    <message>
        <source>Stood still and were begun anew several times: %1.</source>
        <translation>Standen still und wurden mehrmals neu begonnen: %1.</translation>
    </message>
    <message>
        <source>Restart Tidemark. If it stays, send the bundle.</source>
        <translation>Starten Sie Tidemark neu. Bleibt es dabei, senden Sie das Paket.</translation>
    </message>
    <message>
        <source>No WebSocket gets through; news are live by asking.</source>
        <translation>Kein WebSocket kommt durch; Neues kommt live durch Nachfragen.</translation>
    </message>
    <message>
        <source>Who runs your network can let WebSockets through.</source>
        <translation>Die Betreiber Ihres Netzes können WebSockets durchlassen.</translation>
    </message>
    <message>
        <source>A sign-on page of the network answers.</source>
        <translation>Eine Anmeldeseite des Netzes antwortet.</translation>
    </message>
    <message>
        <source>Open a browser and sign on to the network.</source>
        <translation>Öffnen Sie einen Browser und melden Sie sich am Netz an.</translation>
    </message>
    <message>
        <source>The platform does not answer.</source>
        <translation>Die Plattform antwortet nicht.</translation>
    </message>
    <message>
        <source>Check the network. Your changes are safe on this device.</source>
        <translation>Prüfen Sie das Netz. Ihre Änderungen sind auf diesem Gerät sicher.</translation>
    </message>
    <message>
        <source>You chose to work offline.</source>
        <translation>Sie arbeiten auf eigenen Wunsch ohne Netz.</translation>
    </message>
    <message>
        <source>Go online when you want to send and receive.</source>
        <translation>Gehen Sie ans Netz, wenn Sie senden und empfangen wollen.</translation>
    </message>
    <message>
        <source>An authority vouches for the platform, until %1.</source>
        <translation>Eine Zertifizierungsstelle bürgt für die Plattform, bis %1.</translation>
    </message>
    <message>
        <source>You trust this certificate yourself; it ends at %1.</source>
        <translation>Sie vertrauen diesem Zertifikat selbst; es endet am %1.</translation>
    </message>
    <message>
        <source>None was shown yet.</source>
        <translation>Noch keines wurde gezeigt.</translation>
    </message>
    <message>
        <source>Not needed: the platform runs on this computer.</source>
        <translation>Nicht nötig: die Plattform läuft auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The platform&apos;s certificate ends at %1.</source>
        <translation>Das Zertifikat der Plattform endet am %1.</translation>
    </message>
    <message>
        <source>Tell who runs the platform to renew it.</source>
        <translation>Bitten Sie die Betreiber der Plattform, es zu erneuern.</translation>
    </message>
    <message>
        <source>What is sent can be read on its way: the address begins with http.</source>
        <translation>Was gesendet wird, ist unterwegs lesbar: die Adresse beginnt mit http.</translation>
    </message>
    <message>
        <source>Ask who runs the platform for its https address.</source>
        <translation>Fragen Sie die Betreiber der Plattform nach der https-Adresse.</translation>
    </message>
    <message>
        <source>None; the platform is reached directly.</source>
        <translation>Keiner; die Plattform wird direkt erreicht.</translation>
    </message>
    <message>
        <source>Through %1.</source>
        <translation>Über %1.</translation>
    </message>
    <message>
        <source>Tidemark %1 here, %2 on the platform.</source>
        <translation>Tidemark %1 hier, %2 auf der Plattform.</translation>
    </message>
    <message>
        <source>Tidemark %1 here; the platform has not answered yet.</source>
        <translation>Tidemark %1 hier; die Plattform hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>Update Tidemark on this device when you are asked to.</source>
        <translation>Aktualisieren Sie Tidemark auf diesem Gerät, wenn Sie darum gebeten werden.</translation>
    </message>
    <message>
        <source>%1 is too old: use %2.</source>
        <translation>%1 ist zu alt: verwenden Sie %2.</translation>
    </message>
    <message>
        <source>%1 is too old: use %2. Changes of others come until %3.</source>
        <translation>%1 ist zu alt: verwenden Sie %2. Änderungen anderer kommen bis %3.</translation>
    </message>
    <message>
        <source>At cut %1.</source>
        <translation>Bei Schnitt %1.</translation>
    </message>
    <message>
        <source>At cut %1 of %2.</source>
        <translation>Bei Schnitt %1 von %2.</translation>
    </message>
    <message>
        <source>Wait, or press Sync now.</source>
        <translation>Warten Sie oder drücken Sie „Jetzt synchronisieren“.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>%1 wait to be sent.</source>
        <translation>%1 warten aufs Senden.</translation>
    </message>
    <message>
        <source>%1 wait to be sent, the oldest since %2.</source>
        <translation>%1 warten aufs Senden, die älteste seit %2.</translation>
    </message>
    <message>
        <source>Look at the pending changes.</source>
        <translation>Sehen Sie die wartenden Änderungen an.</translation>
    </message>
    <message>
        <source>%1 were refused or are in conflict.</source>
        <translation>%1 wurden abgelehnt oder stehen im Konflikt.</translation>
    </message>
    <message>
        <source>Open them and decide.</source>
        <translation>Öffnen Sie sie und entscheiden Sie.</translation>
    </message>
    <message>
        <source>%1 unsent changes belong to places that are no longer open to you.</source>
        <translation>%1 ungesendete Änderungen gehören zu Stellen, die Ihnen nicht mehr offenstehen.</translation>
    </message>
    <message>
        <source>Export them, then give them up.</source>
        <translation>Exportieren Sie sie und geben Sie sie dann auf.</translation>
    </message>
    <message>
        <source>None on this device.</source>
        <translation>Keine auf diesem Gerät.</translation>
    </message>
    <message>
        <source>%1 on this device, all as they should be.</source>
        <translation>%1 auf diesem Gerät, alle wie sie sein sollen.</translation>
    </message>
    <message>
        <source>%1 could not be sent or fetched.</source>
        <translation>%1 konnten nicht gesendet oder geholt werden.</translation>
    </message>
    <message>
        <source>Open the report that they belong to and try again.</source>
        <translation>Öffnen Sie den zugehörigen Bericht und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 are not on the disk any more.</source>
        <translation>%1 sind nicht mehr auf der Platte.</translation>
    </message>
    <message>
        <source>What the platform has is fetched again when you open it; attach the others again.</source>
        <translation>Was die Plattform hat, wird beim Öffnen neu geholt; hängen Sie die anderen erneut an.</translation>
    </message>
    <message>
        <source>Not known.</source>
        <translation>Nicht bekannt.</translation>
    </message>
    <message>
        <source>%1 MB free; the local copy takes %2 MB.</source>
        <translation>%1 MB frei; die lokale Kopie belegt %2 MB.</translation>
    </message>
    <message>
        <source>Free some disk space soon.</source>
        <translation>Schaffen Sie bald Platz auf der Platte.</translation>
    </message>
    <message>
        <source>%1 MB free; the local copy takes %2 MB, and no more of it is fetched.</source>
        <translation>%1 MB frei; die lokale Kopie belegt %2 MB, und mehr davon wird nicht geholt.</translation>
    </message>
    <message>
        <source>Free some disk space, or raise the limit of the local copy.</source>
        <translation>Schaffen Sie Platz oder heben Sie die Grenze der lokalen Kopie an.</translation>
    </message>
    <message>
        <source>%1 MB free: files can no longer be added. Changes of fields are still saved.</source>
        <translation>%1 MB frei: Dateien können nicht mehr angehängt werden. Änderungen von Feldern werden weiter gespeichert.</translation>
    </message>
    <message>
        <source>Free some disk space now.</source>
        <translation>Schaffen Sie jetzt Platz auf der Platte.</translation>
    </message>
    <message>
        <source>Agrees with the platform&apos;s.</source>
        <translation>Stimmt mit der der Plattform überein.</translation>
    </message>
    <message>
        <source>%1 s off.</source>
        <translation>Weicht um %1 s ab.</translation>
    </message>
    <message>
        <source>Set the date and time of this device. Synchronising is not affected.</source>
        <translation>Stellen Sie Datum und Uhrzeit dieses Geräts. Das Synchronisieren ist nicht betroffen.</translation>
    </message>
    <message>
        <source>Open pending changes</source>
        <translation>Wartende Änderungen öffnen</translation>
    </message>
    <message>
        <source>Open “Needs you”</source>
        <translation>„Braucht Sie“ öffnen</translation>
    </message>
    <message>
        <source>Open sync details</source>
        <translation>Einzelheiten öffnen</translation>
    </message>
    <message>
        <source>Open sync activity</source>
        <translation>Vorgänge öffnen</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>Go online</source>
        <translation>Ans Netz gehen</translation>
    </message>
    <message>
        <source>Run all checks</source>
        <translation>Alle Prüfungen ausführen</translation>
    </message>
    <message>
        <source>Support bundle…</source>
        <translation>Paket für die Unterstützung…</translation>
    </message>
    <message>
        <source>Typed without the sync service</source>
        <translation>Ohne Synchronisierungsdienst eingegeben</translation>
    </message>
    <message>
        <source>Nothing waits to be handed over.</source>
        <translation>Nichts wartet darauf, übergeben zu werden.</translation>
    </message>
    <message>
        <source>%1 edits wait in the form journal.</source>
        <translation>%1 Änderungen warten im Eingabejournal.</translation>
    </message>
    <message>
        <source>Open Tidemark: its window hands them over.</source>
        <translation>Öffnen Sie Tidemark: Das Fenster übergibt sie.</translation>
    </message>
    <message>
        <source>%1 form journals could not be read to the end and were put aside.</source>
        <translation>%1 Eingabejournale ließen sich nicht bis zum Ende lesen und wurden beiseitegelegt.</translation>
    </message>
    <message>
        <source>Compare your reports with what you did. The files go after 30 days.</source>
        <translation>Vergleichen Sie Ihre Berichte mit dem, was Sie getan haben. Die Dateien verschwinden nach 30 Tagen.</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Needs action</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Support bundle…</source>
        <translation>Supportpaket …</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Run all checks</source>
        <translation>Alle Prüfungen ausführen</translation>
    </message>
    <message>
        <source>Nothing has been checked yet.</source>
        <translation>Noch ist nichts geprüft.</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) action</source>
        <translation>
            <numerusform>%n braucht Sie</numerusform>
            <numerusform>%n brauchen Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n anzusehen</numerusform>
            <numerusform>%n anzusehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is good</source>
        <translation>Alles ist gut</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>the stores are still being read</source>
        <translation>die Speicher werden noch gelesen</translation>
    </message>
</context>
<context>
    <name>DutyScreen</name>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Choose a new password</source>
        <translation>Wählen Sie ein neues Passwort</translation>
    </message>
    <message>
        <source>Your password was given to you by somebody else. Only you should know it, so choose a new one before you go on.</source>
        <translation>Ihr Passwort hat Ihnen jemand anders gegeben. Nur Sie sollten es kennen; wählen Sie deshalb ein neues, bevor Sie weitermachen.</translation>
    </message>
    <message>
        <source>Set up a second factor</source>
        <translation>Zweiten Faktor einrichten</translation>
    </message>
    <message>
        <source>Your organization asks for a second factor at sign-in.</source>
        <translation>Ihre Organisation verlangt bei der Anmeldung einen zweiten Faktor.</translation>
    </message>
</context>
<context>
    <name>EditChangeDialog</name>
    <message>
        <source>Edit the change</source>
        <translation>Änderung bearbeiten</translation>
    </message>
    <message>
        <source>Save and send</source>
        <translation>Sichern und senden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 cannot have this value.</source>
        <translation>%1 kann diesen Wert nicht haben.</translation>
    </message>
</context>
<context>
    <name>EntryCard</name>
    <message>
        <source>Choose an entry to see what it changed.</source>
        <translation>Wählen Sie einen Eintrag, um zu sehen, was er geändert hat.</translation>
    </message>
    <message>
        <source>This entry changed no field; it keeps that something was done.</source>
        <translation>Dieser Eintrag hat kein Feld geändert; er hält fest, dass etwas getan wurde.</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Number in the chain</source>
        <translation>Nummer in der Kette</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Hash</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>%1: from %2 to %3</source>
        <translation>%1: von %2 zu %3</translation>
    </message>
</context>
<context>
    <name>EscrowPart</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Kept since</source>
        <translation>Aufbewahrt seit</translation>
    </message>
    <message>
        <source>Why it was not sent</source>
        <translation>Warum sie nicht gesendet wurde</translation>
    </message>
    <message>
        <source>Work that was kept</source>
        <translation>Aufbewahrte Arbeit</translation>
    </message>
    <message>
        <source>Find a person or a change</source>
        <translation>Person oder Änderung suchen</translation>
    </message>
    <message>
        <source>Find kept work</source>
        <translation>Aufbewahrte Arbeit suchen</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen …</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>Übernehmen …</translation>
    </message>
    <message>
        <source>No work is kept</source>
        <translation>Keine Arbeit ist aufbewahrt</translation>
    </message>
    <message>
        <source>When a person loses access while their device still has unsent work, that work is kept here for whoever holds the organization now.</source>
        <translation>Verliert jemand den Zugang, während auf dem Gerät noch ungesendete Arbeit liegt, wird sie hier für die aufbewahrt, die die Organisation jetzt haben.</translation>
    </message>
    <message>
        <source>What it would write</source>
        <translation>Was sie schreiben würde</translation>
    </message>
    <message>
        <source>Choose a line of the list first.</source>
        <translation>Wählen Sie zuerst eine Zeile der Liste.</translation>
    </message>
    <message>
        <source>Take this change over?</source>
        <translation>Diese Änderung übernehmen?</translation>
    </message>
    <message>
        <source>It is made again under your own name, as if you had typed it now, and is checked like any change of yours.</source>
        <translation>Sie wird unter Ihrem Namen neu gemacht, als hätten Sie sie jetzt eingegeben, und wie jede Ihrer Änderungen geprüft.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Discard this change?</source>
        <translation>Diese Änderung verwerfen?</translation>
    </message>
    <message>
        <source>Nobody can make it again from here. The audit keeps that it was there.</source>
        <translation>Niemand kann sie von hier aus wieder machen. Das Protokoll hält fest, dass es sie gab.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Taken over. It is sent with your own changes.</source>
        <translation>Übernommen. Sie wird mit Ihren eigenen Änderungen gesendet.</translation>
    </message>
    <message>
        <source>Discarded.</source>
        <translation>Verworfen.</translation>
    </message>
    <message>
        <source>Moved to another organization</source>
        <translation>In eine andere Organisation gewechselt</translation>
    </message>
    <message>
        <source>Account switched off</source>
        <translation>Konto abgeschaltet</translation>
    </message>
    <message>
        <source>Permission taken away</source>
        <translation>Berechtigung entzogen</translation>
    </message>
    <message>
        <source>Access ended</source>
        <translation>Zugriff beendet</translation>
    </message>
    <message>
        <source>It was sealed for a key that this server does not have any more.</source>
        <translation>Sie wurde für einen Schlüssel versiegelt, den dieser Server nicht mehr hat.</translation>
    </message>
    <message>
        <source>You handed this in yourself: somebody else decides about it.</source>
        <translation>Sie haben das selbst abgegeben: jemand anders entscheidet darüber.</translation>
    </message>
</context>
<context>
    <name>FactorChange</name>
    <message>
        <source>Without it, whoever learns your password can sign in as you.</source>
        <translation>Ohne ihn kann sich jeder, der Ihr Passwort erfährt, als Sie anmelden.</translation>
    </message>
    <message>
        <source>The recovery codes that you have now are of no use afterwards.</source>
        <translation>Die Notfallcodes, die Sie jetzt haben, sind danach wertlos.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Code of the app, or a recovery code</source>
        <translation>Code der App oder ein Notfallcode</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Make new codes</source>
        <translation>Neue Codes erzeugen</translation>
    </message>
</context>
<context>
    <name>FactorSetup</name>
    <message>
        <source>Scan this with an authenticator app on your phone, then type the six digits that the app shows.</source>
        <translation>Lesen Sie dies mit einer Authenticator-App auf Ihrem Telefon ein und tippen Sie dann die sechs Ziffern, die die App zeigt.</translation>
    </message>
    <message>
        <source>Key for the app</source>
        <translation>Schlüssel für die App</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Code of the app</source>
        <translation>Code der App</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>Einschalten</translation>
    </message>
</context>
<context>
    <name>FaultText</name>
    <message>
        <source>The platform failed again and again and is left alone for a while.</source>
        <translation>Die Plattform versagte wieder und wieder und wird eine Weile in Ruhe gelassen.</translation>
    </message>
    <message>
        <source>It is asked every 30 seconds; Sync now asks at once.</source>
        <translation>Alle 30 Sekunden wird nachgefragt; „Jetzt abgleichen“ fragt sofort.</translation>
    </message>
    <message>
        <source>Login, password or tenant is wrong.</source>
        <translation>Anmeldename, Passwort oder Mandant ist falsch.</translation>
    </message>
    <message>
        <source>Check all three. The password tells capitals from small letters.</source>
        <translation>Prüfen Sie alle drei. Beim Passwort zählen Groß- und Kleinbuchstaben.</translation>
    </message>
    <message>
        <source>The background program of Tidemark does not answer.</source>
        <translation>Das Hintergrundprogramm von Tidemark antwortet nicht.</translation>
    </message>
    <message>
        <source>It is started again by itself. What you saved on this device is safe.</source>
        <translation>Es wird von selbst neu gestartet. Was Sie auf diesem Gerät gespeichert haben, ist sicher.</translation>
    </message>
    <message>
        <source>The connection to the background program broke before it answered.</source>
        <translation>Die Verbindung zum Hintergrundprogramm ist abgebrochen, bevor es geantwortet hat.</translation>
    </message>
    <message>
        <source>Check whether your last change is in the list, then repeat it if not.</source>
        <translation>Sehen Sie nach, ob Ihre letzte Änderung in der Liste steht, und wiederholen Sie sie sonst.</translation>
    </message>
    <message>
        <source>The background program did not answer in time.</source>
        <translation>Das Hintergrundprogramm hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>There are changes on this device that the platform does not have yet.</source>
        <translation>Auf diesem Gerät liegen Änderungen, die die Plattform noch nicht hat.</translation>
    </message>
    <message>
        <source>Wait until they are sent, or discard them under Pending changes.</source>
        <translation>Warten Sie, bis sie gesendet sind, oder verwerfen Sie sie unter „Ausstehende Änderungen“.</translation>
    </message>
    <message>
        <source>This is not the passphrase of this device.</source>
        <translation>Das ist nicht die Passphrase dieses Geräts.</translation>
    </message>
    <message>
        <source>Try again. Without the passphrase the store cannot be opened.</source>
        <translation>Versuchen Sie es noch einmal. Ohne die Passphrase lässt sich der Speicher nicht öffnen.</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Sie sind abgemeldet.</translation>
    </message>
    <message>
        <source>Sign in to send and receive changes.</source>
        <translation>Melden Sie sich an, um Änderungen zu senden und zu empfangen.</translation>
    </message>
    <message>
        <source>This Tidemark is too old for the platform to take your changes.</source>
        <translation>Dieses Tidemark ist zu alt; die Plattform nimmt Ihre Änderungen nicht an.</translation>
    </message>
    <message>
        <source>Update it on this computer. What you change is kept here, can be exported under Pending changes and is sent after the update.</source>
        <translation>Aktualisieren Sie es auf diesem Rechner. Was Sie ändern, bleibt hier, lässt sich unter „Ausstehende Änderungen“ exportieren und wird nach der Aktualisierung gesendet.</translation>
    </message>
    <message>
        <source>The platform does not know these fields yet.</source>
        <translation>Die Plattform kennt diese Felder noch nicht.</translation>
    </message>
    <message>
        <source>They are kept here and sent as soon as the platform was updated.</source>
        <translation>Sie bleiben hier und werden gesendet, sobald die Plattform aktualisiert wurde.</translation>
    </message>
    <message>
        <source>The input is not valid.</source>
        <translation>Die Eingabe ist ungültig.</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>Berichtigen Sie sie und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This is not there any more.</source>
        <translation>Das gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Open the list again.</source>
        <translation>Öffnen Sie die Liste neu.</translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation>Ihre Rolle erlaubt das nicht.</translation>
    </message>
    <message>
        <source>Ask an administrator of your tenant.</source>
        <translation>Fragen Sie eine Administratorin oder einen Administrator Ihres Mandanten.</translation>
    </message>
    <message>
        <source>Somebody else changed this meanwhile.</source>
        <translation>Jemand anderes hat das inzwischen geändert.</translation>
    </message>
    <message>
        <source>Look at the newest state and try again.</source>
        <translation>Sehen Sie sich den neuesten Stand an und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The platform cannot be reached.</source>
        <translation>Die Plattform ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Check the network. Your work stays on this device.</source>
        <translation>Prüfen Sie das Netzwerk. Ihre Arbeit bleibt auf diesem Gerät.</translation>
    </message>
    <message>
        <source>Stored data is damaged.</source>
        <translation>Gespeicherte Daten sind beschädigt.</translation>
    </message>
    <message>
        <source>Open Sync details to see what can be repaired.</source>
        <translation>Unter „Abgleich im Einzelnen“ sehen Sie, was sich reparieren lässt.</translation>
    </message>
    <message>
        <source>A limit is reached for now.</source>
        <translation>Im Augenblick ist eine Grenze erreicht.</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Versuchen Sie es in einer Minute noch einmal.</translation>
    </message>
    <message>
        <source>Your sign-in has ended.</source>
        <translation>Ihre Anmeldung ist abgelaufen.</translation>
    </message>
    <message>
        <source>Sign in again. Nothing is lost.</source>
        <translation>Melden Sie sich neu an. Es ist nichts verloren.</translation>
    </message>
    <message>
        <source>The key of the store on this device is not available.</source>
        <translation>Der Schlüssel zum Speicher dieses Geräts ist nicht verfügbar.</translation>
    </message>
    <message>
        <source>Unlock the keyring of your system, then try again.</source>
        <translation>Entsperren Sie den Schlüsselbund Ihres Systems und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation>Das ist zu groß.</translation>
    </message>
    <message>
        <source>Split it into smaller parts.</source>
        <translation>Teilen Sie es in kleinere Stücke.</translation>
    </message>
    <message>
        <source>The platform did not answer in time.</source>
        <translation>Die Plattform hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The identity of the server could not be verified.</source>
        <translation>Die Identität des Servers ließ sich nicht bestätigen.</translation>
    </message>
    <message>
        <source>Check the address. Do not go on if you did not expect this.</source>
        <translation>Prüfen Sie die Adresse. Machen Sie nicht weiter, wenn Sie das nicht erwartet haben.</translation>
    </message>
    <message>
        <source>The two programs speak different versions.</source>
        <translation>Die beiden Programme sprechen verschiedene Versionen.</translation>
    </message>
    <message>
        <source>Update Tidemark on this device.</source>
        <translation>Aktualisieren Sie Tidemark auf diesem Gerät.</translation>
    </message>
    <message>
        <source>The platform cannot serve now.</source>
        <translation>Die Plattform kann gerade nicht antworten.</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Es wird von selbst noch einmal versucht.</translation>
    </message>
    <message>
        <source>Something failed inside Tidemark.</source>
        <translation>In Tidemark selbst ist etwas fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Try again. If it stays, send the log to your administrator.</source>
        <translation>Versuchen Sie es noch einmal. Bleibt es so, schicken Sie das Protokoll an Ihre Administration.</translation>
    </message>
    <message>
        <source>Programs and scripts cannot be attached.</source>
        <translation>Programme und Skripte können nicht angehängt werden.</translation>
    </message>
    <message>
        <source>Attach a document, a table, a picture or an archive of such files.</source>
        <translation>Hängen Sie ein Dokument, eine Tabelle, ein Bild oder ein Archiv solcher Dateien an.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>Attach a file with content.</source>
        <translation>Hängen Sie eine Datei mit Inhalt an.</translation>
    </message>
    <message>
        <source>There is no such file, or it is a folder.</source>
        <translation>Es gibt diese Datei nicht, oder es ist ein Ordner.</translation>
    </message>
    <message>
        <source>Choose a file, or an archive of the folder.</source>
        <translation>Wählen Sie eine Datei oder ein Archiv des Ordners.</translation>
    </message>
    <message>
        <source>There is too little room on this device for the file.</source>
        <translation>Auf diesem Gerät ist zu wenig Platz für die Datei.</translation>
    </message>
    <message>
        <source>Make room on the disk, then try again.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The name has a character that a file name cannot have.</source>
        <translation>Der Name enthält ein Zeichen, das in Dateinamen nicht erlaubt ist.</translation>
    </message>
    <message>
        <source>Give the file another name.</source>
        <translation>Geben Sie der Datei einen anderen Namen.</translation>
    </message>
    <message>
        <source>The file is not on this device.</source>
        <translation>Die Datei ist nicht auf diesem Gerät.</translation>
    </message>
    <message>
        <source>Fetch it; that needs the platform.</source>
        <translation>Holen Sie sie; dazu wird die Plattform gebraucht.</translation>
    </message>
    <message>
        <source>The platform does not have the file yet.</source>
        <translation>Die Plattform hat die Datei noch nicht.</translation>
    </message>
    <message>
        <source>Wait until the device that attached it is online.</source>
        <translation>Warten Sie, bis das Gerät, das sie angehängt hat, online ist.</translation>
    </message>
    <message>
        <source>The content of the file is not on the platform.</source>
        <translation>Der Inhalt der Datei ist nicht auf der Plattform.</translation>
    </message>
    <message>
        <source>Try again: a device that has the file then sends it once more.</source>
        <translation>Versuchen Sie es erneut: ein Gerät, das die Datei hat, sendet sie dann noch einmal.</translation>
    </message>
    <message>
        <source>A copy of this sign-in was used elsewhere, so it ended.</source>
        <translation>Eine Kopie dieser Anmeldung wurde anderswo benutzt, deshalb endete sie.</translation>
    </message>
    <message>
        <source>Sign in again; unsent changes are kept. Then change your password.</source>
        <translation>Melden Sie sich neu an; ungesendete Änderungen bleiben erhalten. Ändern Sie dann Ihr Passwort.</translation>
    </message>
    <message>
        <source>The code is not right, or was used already.</source>
        <translation>Der Code stimmt nicht oder wurde schon verwendet.</translation>
    </message>
    <message>
        <source>Wait for the next code of your app, then type that one.</source>
        <translation>Warten Sie auf den nächsten Code Ihrer App und tippen Sie dann diesen.</translation>
    </message>
    <message>
        <source>This sign-in took too long, or its codes were wrong too often.</source>
        <translation>Diese Anmeldung hat zu lange gedauert, oder die Codes waren zu oft falsch.</translation>
    </message>
    <message>
        <source>Sign in with your password again.</source>
        <translation>Melden Sie sich noch einmal mit Ihrem Passwort an.</translation>
    </message>
    <message>
        <source>There were too many failed attempts.</source>
        <translation>Es gab zu viele vergebliche Versuche.</translation>
    </message>
    <message>
        <source>Wait a quarter of an hour, or ask an administrator.</source>
        <translation>Warten Sie eine Viertelstunde, oder fragen Sie einen Administrator.</translation>
    </message>
    <message>
        <source>There were too many attempts within a minute.</source>
        <translation>Es gab zu viele Versuche in einer Minute.</translation>
    </message>
    <message>
        <source>Wait a minute, then try again.</source>
        <translation>Warten Sie eine Minute und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The password is not right.</source>
        <translation>Das Passwort stimmt nicht.</translation>
    </message>
    <message>
        <source>Type the password that you sign in with.</source>
        <translation>Tippen Sie das Passwort, mit dem Sie sich anmelden.</translation>
    </message>
    <message>
        <source>This password is used too often, or is too close to your login.</source>
        <translation>Dieses Passwort wird zu oft verwendet oder ist Ihrem Anmeldenamen zu ähnlich.</translation>
    </message>
    <message>
        <source>Choose one that nobody would guess; several words are good.</source>
        <translation>Wählen Sie eines, das niemand errät; mehrere Wörter sind gut.</translation>
    </message>
    <message>
        <source>The code is not known, was used already or is older than half an hour.</source>
        <translation>Der Code ist nicht bekannt, wurde schon verwendet oder ist älter als eine halbe Stunde.</translation>
    </message>
    <message>
        <source>Copy the whole code from the newest mail, or ask for another one.</source>
        <translation>Kopieren Sie den ganzen Code aus der neuesten E-Mail, oder fordern Sie einen anderen an.</translation>
    </message>
    <message>
        <source>Nobody came back from the browser in time.</source>
        <translation>Aus dem Browser kam niemand rechtzeitig zurück.</translation>
    </message>
    <message>
        <source>Begin the sign-in again.</source>
        <translation>Beginnen Sie die Anmeldung noch einmal.</translation>
    </message>
    <message>
        <source>The sign-in was declined at the identity provider.</source>
        <translation>Die Anmeldung wurde beim Identitätsanbieter abgelehnt.</translation>
    </message>
    <message>
        <source>The identity provider knows you, but there is no account for you here.</source>
        <translation>Der Identitätsanbieter kennt Sie, aber hier gibt es kein Konto für Sie.</translation>
    </message>
    <message>
        <source>Ask an administrator of your organization&apos;s Tidemark.</source>
        <translation>Fragen Sie jemanden, der Tidemark in Ihrer Organisation verwaltet.</translation>
    </message>
    <message>
        <source>This login or e-mail address belongs to somebody else here already.</source>
        <translation>Dieser Anmeldename oder diese E-Mail-Adresse gehört hier schon jemand anderem.</translation>
    </message>
    <message>
        <source>If that is you, ask an administrator to join the two; it is never done by an address.</source>
        <translation>Wenn Sie das selbst sind, lassen Sie die beiden zusammenführen; über eine Adresse geschieht das nie.</translation>
    </message>
    <message>
        <source>This sign-in has ended already.</source>
        <translation>Diese Anmeldung ist schon beendet.</translation>
    </message>
    <message>
        <source>The answer in the browser came from another identity provider.</source>
        <translation>Die Antwort im Browser kam von einem anderen Identitätsanbieter.</translation>
    </message>
    <message>
        <source>Begin again; if this stays, tell your administrator.</source>
        <translation>Beginnen Sie noch einmal; bleibt es dabei, sagen Sie es Ihrer Verwaltung.</translation>
    </message>
    <message>
        <source>The identity provider does not answer.</source>
        <translation>Der Identitätsanbieter antwortet nicht.</translation>
    </message>
    <message>
        <source>Try again in a moment; sign in with a password if you have one.</source>
        <translation>Versuchen Sie es gleich noch einmal; melden Sie sich mit einem Passwort an, wenn Sie eines haben.</translation>
    </message>
    <message>
        <source>The code has expired.</source>
        <translation>Der Code ist abgelaufen.</translation>
    </message>
    <message>
        <source>Ask for a new code and enter that one.</source>
        <translation>Lassen Sie sich einen neuen Code geben und geben Sie den ein.</translation>
    </message>
    <message>
        <source>Changes that you may no longer send are on this device only.</source>
        <translation>Änderungen, die Sie nicht mehr senden dürfen, sind nur auf diesem Gerät.</translation>
    </message>
    <message>
        <source>Export or hand them over under Set aside, or lose them.</source>
        <translation>Exportieren oder übergeben Sie sie unter „Beiseitegelegt“, sonst gehen sie verloren.</translation>
    </message>
    <message>
        <source>This takes a second person: you made it, or it is yours.</source>
        <translation>Dafür braucht es eine zweite Person: Sie haben es gemacht, oder es ist Ihr eigenes.</translation>
    </message>
    <message>
        <source>Ask a colleague who may do it.</source>
        <translation>Bitten Sie jemanden, der es darf.</translation>
    </message>
    <message>
        <source>Not all of what was typed while the sync service was away can be read.</source>
        <translation>Nicht alles, was eingegeben wurde, während der Synchronisierungsdienst fehlte, lässt sich lesen.</translation>
    </message>
    <message>
        <source>Compare the reports that you worked on with what you did.</source>
        <translation>Vergleichen Sie die Berichte, an denen Sie gearbeitet haben, mit dem, was Sie getan haben.</translation>
    </message>
    <message>
        <source>More cannot be kept while the sync service is away.</source>
        <translation>Mehr kann nicht aufbewahrt werden, solange der Synchronisierungsdienst fehlt.</translation>
    </message>
    <message>
        <source>Leave Tidemark open until the sync service is back.</source>
        <translation>Lassen Sie Tidemark offen, bis der Synchronisierungsdienst wieder da ist.</translation>
    </message>
    <message>
        <source>Another window of Tidemark keeps what is typed at the moment.</source>
        <translation>Ein anderes Fenster von Tidemark bewahrt gerade auf, was eingegeben wird.</translation>
    </message>
    <message>
        <source>Close one of them.</source>
        <translation>Schließen Sie eines davon.</translation>
    </message>
</context>
<context>
    <name>FileLimitsPart</name>
    <message>
        <source>Files that are attached</source>
        <translation>Angehängte Dateien</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>Largest file</source>
        <translation>Größte Datei</translation>
    </message>
    <message>
        <source>From 1 to 2,048 MiB. Larger ones are refused.</source>
        <translation>Von 1 bis 2.048 MiB. Größere werden abgelehnt.</translation>
    </message>
    <message>
        <source>All files together</source>
        <translation>Alle Dateien zusammen</translation>
    </message>
    <message>
        <source>What is there stays when the limit is lowered; new files are refused then.</source>
        <translation>Wird die Grenze gesenkt, bleibt, was da ist; neue Dateien werden dann abgelehnt.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Used now</source>
        <translation>Jetzt benutzt</translation>
    </message>
    <message>
        <source>Changing this needs the permission tenant:update.</source>
        <translation>Das zu ändern braucht die Berechtigung tenant:update.</translation>
    </message>
    <message>
        <source>The limits are not loaded yet.</source>
        <translation>Die Grenzen sind noch nicht geladen.</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Nichts ist geändert.</translation>
    </message>
    <message>
        <source>All files together need room for one largest file.</source>
        <translation>Alle Dateien zusammen brauchen Platz für eine größte Datei.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
</context>
<context>
    <name>FilesCard</name>
    <message>
        <source>Files of reports</source>
        <translation>Dateien von Berichten</translation>
    </message>
    <message>
        <source>On this device</source>
        <translation>Auf diesem Gerät</translation>
    </message>
    <message>
        <source>Room for files</source>
        <translation>Platz für Dateien</translation>
    </message>
    <message>
        <source>At most %1</source>
        <translation>Höchstens %1</translation>
    </message>
    <message>
        <source>Above that, files unused for longest go. Never files of reports that you keep on this device, nor what the platform does not have.</source>
        <translation>Darüber gehen die am längsten unbenutzten Dateien, nie Dateien von Berichten, die Sie auf diesem Gerät behalten, und nie, was die Plattform nicht hat.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of reports that you keep</source>
        <translation>%1 von Berichten, die Sie behalten</translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message>
        <source>The report is here</source>
        <translation>Der Bericht ist hier</translation>
    </message>
    <message>
        <source>Its rows, reference data and people are here and add up</source>
        <translation>Seine Zeilen, Referenzdaten und Personen sind hier und stimmen</translation>
    </message>
    <message>
        <source>The data files were read through and are sound</source>
        <translation>Die Datendateien wurden durchgelesen und sind in Ordnung</translation>
    </message>
    <message>
        <source>It has no attachments</source>
        <translation>Er hat keine Anlagen</translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s) here, content checked</source>
        <translation>
            <numerusform>%n Anlage hier, Inhalt geprüft</numerusform>
            <numerusform>%n Anlagen hier, Inhalt geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits to be sent</source>
        <translation>Nichts wartet auf das Senden</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) safe here, sent when connected</source>
        <translation>
            <numerusform>%n Änderung hier gesichert, wird bei Verbindung gesendet</numerusform>
            <numerusform>%n Änderungen hier gesichert, werden bei Verbindung gesendet</numerusform>
        </translation>
    </message>
    <message>
        <source>No change waits for a decision</source>
        <translation>Keine Änderung wartet auf eine Entscheidung</translation>
    </message>
    <message>
        <source>There is room on the disk</source>
        <translation>Auf der Platte ist Platz</translation>
    </message>
    <message>
        <source>It may be read here without an end</source>
        <translation>Er darf hier ohne Ende gelesen werden</translation>
    </message>
    <message>
        <source>It may be read here until %1</source>
        <translation>Er darf hier bis %1 gelesen werden</translation>
    </message>
    <message>
        <source>the report is not on this device</source>
        <translation>der Bericht ist nicht auf diesem Gerät</translation>
    </message>
    <message>
        <source>not all of its rows are here and compared with the platform</source>
        <translation>noch sind nicht alle Zeilen hier und mit der Plattform verglichen</translation>
    </message>
    <message>
        <source>the data files of this device are damaged</source>
        <translation>die Datendateien dieses Geräts sind beschädigt</translation>
    </message>
    <message>
        <source>the data files are being read through</source>
        <translation>die Datendateien werden durchgelesen</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n attachment(s) here</source>
        <translation>
            <numerusform>%1 von %n Anlage hier</numerusform>
            <numerusform>%1 von %n Anlagen hier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) being sent</source>
        <translation>
            <numerusform>%n Änderung wird gesendet</numerusform>
            <numerusform>%n Änderungen werden gesendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait for your decision</source>
        <translation>
            <numerusform>%n Änderung wartet auf Ihre Entscheidung</numerusform>
            <numerusform>%n Änderungen warten auf Ihre Entscheidung</numerusform>
        </translation>
    </message>
    <message>
        <source>there is little room on the disk</source>
        <translation>auf der Platte ist wenig Platz</translation>
    </message>
    <message>
        <source>it may not be read here any more since %1</source>
        <translation>er darf hier seit %1 nicht mehr gelesen werden</translation>
    </message>
    <message>
        <source>it may be read here only until %1</source>
        <translation>er darf hier nur noch bis %1 gelesen werden</translation>
    </message>
    <message>
        <source>Connect to the network; the rest happens by itself.</source>
        <translation>Verbinden Sie das Gerät mit dem Netz; der Rest geschieht von selbst.</translation>
    </message>
    <message>
        <source>Decide under Needs you; that works offline too.</source>
        <translation>Entscheiden Sie unter „Braucht Sie“; das geht auch offline.</translation>
    </message>
    <message>
        <source>Make room; new attachments may not fit.</source>
        <translation>Schaffen Sie Platz; neue Anlagen passen vielleicht nicht.</translation>
    </message>
    <message>
        <source>Open the attachments of the report and try again.</source>
        <translation>Öffnen Sie die Anlagen des Berichts und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation>Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>this report</source>
        <translation>diesen Bericht</translation>
    </message>
    <message>
        <source>Everything for %1 is on this device, verified %2</source>
        <translation>Alles für %1 ist auf diesem Gerät, geprüft %2</translation>
    </message>
    <message>
        <source>Everything for %1 is on this device, verified %2, valid until %3</source>
        <translation>Alles für %1 ist auf diesem Gerät, geprüft %2, gültig bis %3</translation>
    </message>
    <message>
        <source>%1 is being made ready</source>
        <translation>%1 wird bereit gemacht</translation>
    </message>
    <message>
        <source>%1 is not ready: %2</source>
        <translation>%1 ist nicht bereit: %2</translation>
    </message>
    <message>
        <source>Not ready yet: %1: %2</source>
        <translation>Noch nicht bereit: %1: %2</translation>
    </message>
</context>
<context>
    <name>FilingBar</name>
    <message>
        <source>Keep ready offline</source>
        <translation>Offline bereithalten</translation>
    </message>
    <message>
        <source>Everything of this report is fetched, checked and kept on this device, for a deadline or a journey without a network</source>
        <translation>Alles zu diesem Bericht wird geholt, geprüft und auf diesem Gerät behalten, für eine Frist oder eine Reise ohne Netz</translation>
    </message>
    <message>
        <source>No longer keep ready</source>
        <translation>Nicht mehr bereithalten</translation>
    </message>
    <message>
        <source>Everything of this report is being fetched and checked</source>
        <translation>Alles zu diesem Bericht wird geholt und geprüft</translation>
    </message>
    <message>
        <source>You can go on working.</source>
        <translation>Sie können weiterarbeiten.</translation>
    </message>
</context>
<context>
    <name>FilingCard</name>
    <message>
        <source>Kept ready offline</source>
        <translation>Offline bereitgehalten</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Check %1 now</source>
        <translation>%1 jetzt prüfen</translation>
    </message>
    <message>
        <source>No longer keep ready</source>
        <translation>Nicht mehr bereithalten</translation>
    </message>
    <message>
        <source>No longer keep %1 ready</source>
        <translation>%1 nicht mehr bereithalten</translation>
    </message>
</context>
<context>
    <name>FirstSyncBar</name>
    <message>
        <source>First sync</source>
        <translation>Erster Abgleich</translation>
    </message>
    <message>
        <source>First sync: %1 of %2 rows are here. You can work already; the rest arrives by itself.</source>
        <translation>Erster Abgleich: %1 von %2 Zeilen sind da. Sie können schon arbeiten, der Rest kommt von selbst.</translation>
    </message>
    <message>
        <source>First sync: asking the platform what there is for you.</source>
        <translation>Erster Abgleich: Die Plattform wird gefragt, was es für Sie gibt.</translation>
    </message>
</context>
<context>
    <name>ForgottenScreen</name>
    <message>
        <source>Forgotten password</source>
        <translation>Passwort vergessen</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>Code of the mail</source>
        <translation>Code aus der E-Mail</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>Neues Passwort noch einmal</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Paste the code from the newest mail, and choose a new password. Everything that is signed in as you is signed out.</source>
        <translation>Fügen Sie den Code aus der neuesten E-Mail ein und wählen Sie ein neues Passwort. Alles, was als Sie angemeldet ist, wird abgemeldet.</translation>
    </message>
    <message>
        <source>A code goes to your login, if that is a mail address that signs in here. It is good once, for half an hour.</source>
        <translation>Ein Code geht an Ihren Anmeldenamen, wenn das eine E-Mail-Adresse ist, die sich hier anmeldet. Er gilt einmal, eine halbe Stunde lang.</translation>
    </message>
    <message>
        <source>Set the new password</source>
        <translation>Neues Passwort setzen</translation>
    </message>
    <message>
        <source>Send the code</source>
        <translation>Code senden</translation>
    </message>
    <message>
        <source>Send another code</source>
        <translation>Anderen Code senden</translation>
    </message>
    <message>
        <source>I have a code already</source>
        <translation>Ich habe schon einen Code</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 fehlt.</translation>
    </message>
    <message>
        <source>Fill it in.</source>
        <translation>Füllen Sie es aus.</translation>
    </message>
    <message>
        <source>If there is such a login, a mail is on its way to it.</source>
        <translation>Wenn es diesen Anmeldenamen gibt, ist eine E-Mail dorthin unterwegs.</translation>
    </message>
    <message>
        <source>The new password is too short.</source>
        <translation>Das neue Passwort ist zu kurz.</translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n character(s).</source>
        <translation>
            <numerusform>Verwenden Sie mindestens %n Zeichen.</numerusform>
            <numerusform>Verwenden Sie mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two new passwords differ.</source>
        <translation>Die beiden neuen Passwörter sind verschieden.</translation>
    </message>
    <message>
        <source>Type both again.</source>
        <translation>Tippen Sie beide noch einmal.</translation>
    </message>
    <message>
        <source>Your password is changed. Sign in with the new one.</source>
        <translation>Ihr Passwort ist geändert. Melden Sie sich mit dem neuen an.</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n s ago</source>
        <translation>
            <numerusform>vor %n s</numerusform>
            <numerusform>vor %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n min</numerusform>
            <numerusform>vor %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message numerus="yes">
        <source>in %n s</source>
        <translation>
            <numerusform>in %n s</numerusform>
            <numerusform>in %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n min</source>
        <translation>
            <numerusform>in %n min</numerusform>
            <numerusform>in %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <translation>%1 m %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 h %2 m</translation>
    </message>
</context>
<context>
    <name>GrantDialog</name>
    <message>
        <source>Grant for a while</source>
        <translation>Freigabe auf Zeit</translation>
    </message>
    <message>
        <source>Grant %1 for a while</source>
        <translation>%1 auf Zeit freigeben</translation>
    </message>
    <message>
        <source>Grant</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>It ends by itself. Both the grant and its end are kept in the audit.</source>
        <translation>Sie endet von selbst. Freigabe und Ende stehen im Protokoll.</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>No role: one permission</source>
        <translation>Keine Rolle: eine Berechtigung</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Or permission</source>
        <translation>Oder Berechtigung</translation>
    </message>
    <message>
        <source>Such as report:submit or report:update@own.</source>
        <translation>Etwa report:submit oder report:update@own.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Whoever reads the audit later has only this.</source>
        <translation>Wer das Protokoll später liest, hat nur das.</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Nobody is chosen.</source>
        <translation>Niemand ist gewählt.</translation>
    </message>
    <message>
        <source>Choose a person of the list.</source>
        <translation>Wählen Sie eine Person aus der Liste.</translation>
    </message>
    <message>
        <source>A grant is of one thing.</source>
        <translation>Eine Freigabe gilt für genau eines.</translation>
    </message>
    <message>
        <source>Choose either a role or a permission.</source>
        <translation>Wählen Sie entweder eine Rolle oder eine Berechtigung.</translation>
    </message>
    <message>
        <source>The reason is missing.</source>
        <translation>Der Grund fehlt.</translation>
    </message>
    <message>
        <source>Say in a few words why.</source>
        <translation>Sagen Sie in wenigen Worten, warum.</translation>
    </message>
</context>
<context>
    <name>GrantsPart</name>
    <message>
        <source>Holds</source>
        <translation>Gilt</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Given by</source>
        <translation>Gegeben von</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Grants for a while</source>
        <translation>Freigaben auf Zeit</translation>
    </message>
    <message>
        <source>Which grants</source>
        <translation>Welche Freigaben</translation>
    </message>
    <message>
        <source>That hold or will</source>
        <translation>Die gelten oder gelten werden</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>End grant</source>
        <translation>Freigabe beenden</translation>
    </message>
    <message>
        <source>Grant…</source>
        <translation>Freigeben …</translation>
    </message>
    <message>
        <source>No grant for a while</source>
        <translation>Keine Freigabe auf Zeit</translation>
    </message>
    <message>
        <source>A grant gives a role or one permission until a day, with a reason, and ends by itself.</source>
        <translation>Eine Freigabe gibt eine Rolle oder eine Berechtigung bis zu einem Tag, mit Grund, und endet von selbst.</translation>
    </message>
    <message>
        <source>Choose a grant first.</source>
        <translation>Wählen Sie zuerst eine Freigabe.</translation>
    </message>
    <message>
        <source>This grant has ended already.</source>
        <translation>Diese Freigabe ist schon beendet.</translation>
    </message>
    <message>
        <source>The grant has ended.</source>
        <translation>Die Freigabe ist beendet.</translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>New state</source>
        <translation>Neuer Zustand</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>History of the report</source>
        <translation>Verlauf des Berichts</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>Each submission, return and change of state appears here with who made it.</source>
        <translation>Jede Einreichung, Rückgabe und Zustandsänderung erscheint hier mit der Person, von der sie stammt.</translation>
    </message>
</context>
<context>
    <name>IdentitiesPart</name>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>ID there</source>
        <translation>Kennung dort</translation>
    </message>
    <message>
        <source>E-mail address there</source>
        <translation>E-Mail-Adresse dort</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>Verknüpft</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Letzte Anmeldung</translation>
    </message>
    <message>
        <source>Accounts at providers</source>
        <translation>Konten bei Anbietern</translation>
    </message>
    <message>
        <source>No account at a provider</source>
        <translation>Kein Konto bei einem Anbieter</translation>
    </message>
    <message>
        <source>This person signs in with a password. An account at an identity provider is linked at their first sign-in with it, or here.</source>
        <translation>Diese Person meldet sich mit einem Passwort an. Ein Konto bei einem Identitätsanbieter wird bei der ersten Anmeldung damit verknüpft, oder hier.</translation>
    </message>
    <message>
        <source>Reset second factor…</source>
        <translation>Zweiten Faktor zurücksetzen …</translation>
    </message>
    <message>
        <source>Unlink…</source>
        <translation>Trennen …</translation>
    </message>
    <message>
        <source>Link…</source>
        <translation>Verknüpfen …</translation>
    </message>
    <message>
        <source>Choose an account first.</source>
        <translation>Wählen Sie zuerst ein Konto.</translation>
    </message>
    <message>
        <source>The account is linked.</source>
        <translation>Das Konto ist verknüpft.</translation>
    </message>
    <message>
        <source>Unlink %1 from %2?</source>
        <translation>%1 von %2 trennen?</translation>
    </message>
    <message>
        <source>They cannot sign in with this account any more. Sessions that are open stay until they end.</source>
        <translation>Mit diesem Konto ist keine Anmeldung mehr möglich. Offene Sitzungen bleiben, bis sie enden.</translation>
    </message>
    <message>
        <source>Unlink</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>The account is unlinked.</source>
        <translation>Das Konto ist getrennt.</translation>
    </message>
    <message>
        <source>Reset the second factor of %1?</source>
        <translation>Zweiten Faktor von %1 zurücksetzen?</translation>
    </message>
    <message>
        <source>Their authenticator app and recovery codes no longer count: the password alone signs them in. Where a second factor is required, they set up a new one at the next sign-in. Make sure that it is really them who ask.</source>
        <translation>Die Authenticator-App und die Wiederherstellungscodes gelten nicht mehr: das Passwort allein genügt zur Anmeldung. Wo ein zweiter Faktor verlangt ist, wird bei der nächsten Anmeldung ein neuer eingerichtet. Vergewissern Sie sich, dass wirklich diese Person darum bittet.</translation>
    </message>
    <message>
        <source>Reset second factor</source>
        <translation>Zweiten Faktor zurücksetzen</translation>
    </message>
    <message>
        <source>The second factor is reset.</source>
        <translation>Der zweite Faktor ist zurückgesetzt.</translation>
    </message>
    <message>
        <source>Your own second factor is changed in the settings.</source>
        <translation>Ihren eigenen zweiten Faktor ändern Sie in den Einstellungen.</translation>
    </message>
    <message>
        <source>Another administrator links your own account.</source>
        <translation>Ihr eigenes Konto verknüpft eine andere Administratorin oder ein anderer Administrator.</translation>
    </message>
</context>
<context>
    <name>InvitationsPart</name>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Benutzt</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Vorbei</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Good until</source>
        <translation>Gilt bis</translation>
    </message>
    <message>
        <source>Invited by</source>
        <translation>Eingeladen von</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>Einladungen</translation>
    </message>
    <message>
        <source>State of the invitations</source>
        <translation>Zustand der Einladungen</translation>
    </message>
    <message>
        <source>That are open</source>
        <translation>Offene</translation>
    </message>
    <message>
        <source>All invitations</source>
        <translation>Alle Einladungen</translation>
    </message>
    <message>
        <source>No invitation is open</source>
        <translation>Keine Einladung ist offen</translation>
    </message>
    <message>
        <source>With an invitation somebody signs up without waiting, into the organization and with the role that you choose.</source>
        <translation>Mit einer Einladung registriert sich jemand ohne zu warten, in der Organisation und mit der Rolle, die Sie wählen.</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>Zurückziehen …</translation>
    </message>
    <message>
        <source>Invite…</source>
        <translation>Einladen …</translation>
    </message>
    <message>
        <source>Choose an invitation first.</source>
        <translation>Wählen Sie zuerst eine Einladung.</translation>
    </message>
    <message>
        <source>It was used. Deactivate the user instead.</source>
        <translation>Sie ist benutzt worden. Deaktivieren Sie stattdessen die Person.</translation>
    </message>
    <message>
        <source>Withdraw the invitation of %1?</source>
        <translation>Einladung von %1 zurückziehen?</translation>
    </message>
    <message>
        <source>Its code can no longer be used. The mail that was sent stays with them.</source>
        <translation>Ihr Code lässt sich nicht mehr benutzen. Die E-Mail, die gesendet wurde, bleibt dort.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>The invitation is withdrawn.</source>
        <translation>Die Einladung ist zurückgezogen.</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>New API key</source>
        <translation>Neuer API-Schlüssel</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>Schlüssel anlegen</translation>
    </message>
    <message>
        <source>A program signs in with it in your name, for what is ticked here and no more. Its secret is shown once.</source>
        <translation>Ein Programm meldet sich damit in Ihrem Namen an, nur für das hier Angekreuzte. Das Geheimnis wird einmal gezeigt.</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Wofür er ist</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>One year</source>
        <translation>Ein Jahr</translation>
    </message>
    <message>
        <source>Until it is revoked</source>
        <translation>Bis zum Widerruf</translation>
    </message>
    <message>
        <source> a minute</source>
        <translation> je Minute</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Darf</translation>
    </message>
    <message>
        <source>Only from</source>
        <translation>Nur von</translation>
    </message>
    <message>
        <source>Addresses or networks with commas; empty: any.</source>
        <translation>Adressen oder Netze mit Kommas; leer: jede.</translation>
    </message>
    <message>
        <source>Ends after</source>
        <translation>Endet nach</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>The name is missing.</source>
        <translation>Der Name fehlt.</translation>
    </message>
    <message>
        <source>Say what the key is for.</source>
        <translation>Sagen Sie, wofür der Schlüssel ist.</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>This is the whole key. It is shown now and never again: put it where the program finds it. Whoever has it can act in your name.</source>
        <translation>Das ist der ganze Schlüssel. Er wird jetzt gezeigt und nie wieder: legen Sie ihn dahin, wo das Programm ihn findet. Wer ihn hat, kann in Ihrem Namen handeln.</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
</context>
<context>
    <name>KeysPart</name>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Find by name, beginning or owner</source>
        <translation>Nach Name, Anfang oder Inhaber suchen</translation>
    </message>
    <message>
        <source>Find API keys</source>
        <translation>API-Schlüssel suchen</translation>
    </message>
    <message>
        <source>State of the keys</source>
        <translation>Zustand der Schlüssel</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>No key fits</source>
        <translation>Kein Schlüssel passt</translation>
    </message>
    <message>
        <source>With an API key a program reads reports and runs without a person. Create one for each program, so that each can be revoked alone.</source>
        <translation>Mit einem API-Schlüssel liest ein Programm Berichte und Läufe ohne eine Person. Legen Sie für jedes Programm einen an, damit jeder für sich widerrufen werden kann.</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen …</translation>
    </message>
    <message>
        <source>Rotate…</source>
        <translation>Erneuern …</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel …</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Use in 30 days</source>
        <translation>Nutzung in 30 Tagen</translation>
    </message>
    <message>
        <source>Choose a key first.</source>
        <translation>Wählen Sie zuerst einen Schlüssel.</translation>
    </message>
    <message>
        <source>This key is over already.</source>
        <translation>Dieser Schlüssel gilt nicht mehr.</translation>
    </message>
    <message>
        <source>Only the owner of a key can rotate it.</source>
        <translation>Nur wem der Schlüssel gehört, kann ihn erneuern.</translation>
    </message>
    <message>
        <source>Choose a key to see what it may and does.</source>
        <translation>Wählen Sie einen Schlüssel, um zu sehen, was er darf und tut.</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Darf</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>any address</source>
        <translation>jede Adresse</translation>
    </message>
    <message>
        <source>Requests a minute</source>
        <translation>Anfragen je Minute</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Old secret ends</source>
        <translation>Altes Geheimnis endet</translation>
    </message>
    <message>
        <source>The use cannot be shown now.</source>
        <translation>Die Nutzung kann jetzt nicht gezeigt werden.</translation>
    </message>
    <message>
        <source>All requests</source>
        <translation>Alle Anfragen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Rotate %1</source>
        <translation>%1 erneuern</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Erneuern</translation>
    </message>
    <message>
        <source>The key gets a new secret, shown once. Programs with the old one are refused when the time below is over.</source>
        <translation>Der Schlüssel bekommt ein neues Geheimnis, einmal gezeigt. Programme mit dem alten werden abgelehnt, wenn die Zeit unten um ist.</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>after an hour</source>
        <translation>nach einer Stunde</translation>
    </message>
    <message>
        <source>after a day</source>
        <translation>nach einem Tag</translation>
    </message>
    <message>
        <source>after 7 days</source>
        <translation>nach 7 Tagen</translation>
    </message>
    <message>
        <source>The old secret ends</source>
        <translation>Das alte Geheimnis endet</translation>
    </message>
    <message>
        <source>Revoke the key %1?</source>
        <translation>Schlüssel %1 widerrufen?</translation>
    </message>
    <message>
        <source>Programs that use it are refused within a second. A revoked key cannot be used again; its use stays on record.</source>
        <translation>Programme, die ihn benutzen, werden binnen einer Sekunde abgelehnt. Ein widerrufener Schlüssel gilt nie wieder; seine Nutzung bleibt verzeichnet.</translation>
    </message>
    <message>
        <source>Revoke key</source>
        <translation>Schlüssel widerrufen</translation>
    </message>
    <message>
        <source>The key is revoked.</source>
        <translation>Der Schlüssel ist widerrufen.</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licences of the parts</source>
        <translation>Lizenzen der Bestandteile</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Link %1 to an account</source>
        <translation>%1 mit einem Konto verknüpfen</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verknüpfen</translation>
    </message>
    <message>
        <source>From then on they can sign in with this account. They are known there by an ID that never changes, not by their address.</source>
        <translation>Von da an ist die Anmeldung mit diesem Konto möglich. Dort zählt eine Kennung, die sich nie ändert, nicht die Adresse.</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>ID there</source>
        <translation>Kennung dort</translation>
    </message>
    <message>
        <source>In Keycloak: the ID on the page of the user.</source>
        <translation>In Keycloak: die ID auf der Seite des Benutzers.</translation>
    </message>
    <message>
        <source>There is no identity provider yet.</source>
        <translation>Es gibt noch keinen Identitätsanbieter.</translation>
    </message>
    <message>
        <source>Set one up under Single sign-on first.</source>
        <translation>Richten Sie zuerst einen unter Einmalanmeldung ein.</translation>
    </message>
    <message>
        <source>The provider or the ID there is missing.</source>
        <translation>Der Anbieter oder die Kennung dort fehlt.</translation>
    </message>
    <message>
        <source>Choose the provider and type the ID.</source>
        <translation>Wählen Sie den Anbieter und geben Sie die Kennung ein.</translation>
    </message>
</context>
<context>
    <name>ListPart</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>LongSchedule</name>
    <message>
        <source>Find by fuel type or code</source>
        <translation>Nach Kraftstoffart oder Code suchen</translation>
    </message>
    <message>
        <source>Find rows</source>
        <translation>Zeilen suchen</translation>
    </message>
    <message>
        <source>Fuel supply</source>
        <translation>Kraftstofflieferung</translation>
    </message>
    <message>
        <source>No rows fit</source>
        <translation>Keine Zeile passt</translation>
    </message>
    <message>
        <source>Change what you search for.</source>
        <translation>Ändern Sie, wonach Sie suchen.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The sync service is not running.</source>
        <translation>Der Synchronisierungsdienst läuft nicht.</translation>
    </message>
    <message>
        <source>What you type is kept on this device and handed over when it is back.</source>
        <translation>Was Sie eingeben, wird auf diesem Gerät aufbewahrt und übergeben, sobald er wieder da ist.</translation>
    </message>
</context>
<context>
    <name>NeedsYouList</name>
    <message>
        <source>Changes that need you</source>
        <translation>Änderungen, die Sie brauchen</translation>
    </message>
    <message>
        <source>All yours…</source>
        <translation>Alle Ihre …</translation>
    </message>
    <message>
        <source>All theirs…</source>
        <translation>Alle anderen …</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n Konflikt</numerusform>
            <numerusform>%n Konflikte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) refused</source>
        <translation>
            <numerusform>%n Änderung abgelehnt</numerusform>
            <numerusform>%n Änderungen abgelehnt</numerusform>
        </translation>
    </message>
    <message>
        <source>Decided, waits for other rows</source>
        <translation>Entschieden, wartet auf andere Zeilen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Decided lately</source>
        <translation>Kürzlich entschieden</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) decided</source>
        <translation>
            <numerusform>%n Feld entschieden</numerusform>
            <numerusform>%n Felder entschieden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In all %n row(s) of: %1</source>
        <translation>
            <numerusform>In %n Zeile von: %1</numerusform>
            <numerusform>In allen %n Zeilen von: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NeedsYouPage</name>
    <message>
        <source>Undone. The conflicts are open again.</source>
        <translation>Rückgängig gemacht. Die Konflikte sind wieder offen.</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts braucht Sie</translation>
    </message>
    <message>
        <source>When somebody else changes the same field as you, or the platform refuses a change, both sides are kept and shown here.</source>
        <translation>Wenn jemand anderes dasselbe Feld ändert wie Sie oder die Plattform eine Änderung ablehnt, bleiben beide Seiten erhalten und erscheinen hier.</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) decided. Saved on this device.</source>
        <translation>
            <numerusform>%n Zeile entschieden. Auf diesem Gerät gespeichert.</numerusform>
            <numerusform>%n Zeilen entschieden. Auf diesem Gerät gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is sent as soon as the platform is reached.</source>
        <translation>Es wird gesendet, sobald die Plattform erreicht ist.</translation>
    </message>
</context>
<context>
    <name>NewsBar</name>
    <message>
        <source>What others changed</source>
        <translation>Was andere geändert haben</translation>
    </message>
    <message>
        <source>Undo mine</source>
        <translation>Meines zurücknehmen</translation>
    </message>
    <message>
        <source>Takes back what you changed and leaves what they changed</source>
        <translation>Nimmt zurück, was Sie geändert haben, und lässt, was andere geändert haben</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Andere nehmen</translation>
    </message>
    <message>
        <source>Merge now</source>
        <translation>Jetzt zusammenführen</translation>
    </message>
    <message>
        <source>See</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message numerus="yes">
        <source>Merged with the changes of %1 (%n field(s)).</source>
        <translation>
            <numerusform>Zusammengeführt mit den Änderungen von %1 (%n Feld).</numerusform>
            <numerusform>Zusammengeführt mit den Änderungen von %1 (%n Felder).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 changed %n field(s) %2.</source>
        <translation>
            <numerusform>%1 hat %n Feld geändert, %2.</numerusform>
            <numerusform>%1 hat %n Felder geändert, %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 added %n row(s) %2.</source>
        <translation>
            <numerusform>%1 hat %n Zeile angelegt, %2.</numerusform>
            <numerusform>%1 hat %n Zeilen angelegt, %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 deleted %n row(s) %2.</source>
        <translation>
            <numerusform>%1 hat %n Zeile gelöscht, %2.</numerusform>
            <numerusform>%1 hat %n Zeilen gelöscht, %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>The row that you type into was deleted. What you type is kept.</source>
        <translation>Die Zeile, in die Sie schreiben, wurde gelöscht. Was Sie schreiben, bleibt erhalten.</translation>
    </message>
    <message>
        <source> A newer version of the row that you type into exists; what you type is kept. Ctrl+M merges.</source>
        <translation> Von der Zeile, in die Sie schreiben, gibt es eine neuere Fassung; was Sie schreiben, bleibt erhalten. Strg+M führt zusammen.</translation>
    </message>
    <message>
        <source>row %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s)</source>
        <translation>
            <numerusform>%n weitere Zeile</numerusform>
            <numerusform>%n weitere Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Keep what I type</source>
        <translation>Behalten, was ich schreibe</translation>
    </message>
    <message>
        <source>What you type does not fit the column yet.</source>
        <translation>Was Sie schreiben, passt noch nicht in die Spalte.</translation>
    </message>
    <message>
        <source>Their changes and what you type go together.</source>
        <translation>Die anderen Änderungen und was Sie schreiben passen zusammen.</translation>
    </message>
    <message>
        <source>Both of you changed this cell. Nothing is chosen for you.</source>
        <translation>Beide haben diese Zelle geändert. Für Sie wird nichts gewählt.</translation>
    </message>
</context>
<context>
    <name>NewsLines</name>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>you choose</source>
        <translation>Sie wählen</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihre</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>added</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>A change was refused.</source>
        <translation>Eine Änderung wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Somebody else changed the same fields. You choose.</source>
        <translation>Jemand anderes hat dieselben Felder geändert. Sie entscheiden.</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>No notices. Refused and conflicting changes appear here.</source>
        <translation>Keine Hinweise. Abgelehnte und widersprüchliche Änderungen erscheinen hier.</translation>
    </message>
    <message>
        <source>The platform could not carry out a change. You decide what becomes of it.</source>
        <translation>Die Plattform konnte eine Änderung nicht ausführen. Sie entscheiden, was aus ihr wird.</translation>
    </message>
</context>
<context>
    <name>NumberText</name>
    <message>
        <source>“%1” is not a number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>Enter digits only, such as 1250000.</source>
        <translation>Geben Sie nur Ziffern ein, etwa 1250000.</translation>
    </message>
</context>
<context>
    <name>OidcButtons</name>
    <message>
        <source>Sign in with %1</source>
        <translation>Anmelden mit %1</translation>
    </message>
    <message>
        <source>Opens your browser.</source>
        <translation>Öffnet Ihren Browser.</translation>
    </message>
</context>
<context>
    <name>OidcScreen</name>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Open the browser again</source>
        <translation>Browser noch einmal öffnen</translation>
    </message>
    <message>
        <source>Use a code instead</source>
        <translation>Stattdessen einen Code verwenden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open it on this computer</source>
        <translation>Auf diesem Computer öffnen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Signing in with %1</source>
        <translation>Anmeldung mit %1</translation>
    </message>
    <message>
        <source>Asking where to sign in…</source>
        <translation>Es wird gefragt, wo man sich anmeldet …</translation>
    </message>
    <message>
        <source>Go on in your browser</source>
        <translation>Weiter in Ihrem Browser</translation>
    </message>
    <message>
        <source>The page of %1 is open there. Sign in on it; Tidemark goes on by itself as soon as you have.</source>
        <translation>Dort ist die Seite von %1 offen. Melden Sie sich auf ihr an; danach geht es in Tidemark von selbst weiter.</translation>
    </message>
    <message>
        <source>Enter this code</source>
        <translation>Diesen Code eingeben</translation>
    </message>
    <message>
        <source>On any device with a browser, open the address and enter the code. Enter it only if you began this sign-in yourself.</source>
        <translation>Öffnen Sie auf einem beliebigen Gerät mit Browser die Adresse und geben Sie den Code ein. Geben Sie ihn nur ein, wenn Sie diese Anmeldung selbst begonnen haben.</translation>
    </message>
    <message>
        <source>You are not signed in</source>
        <translation>Sie sind nicht angemeldet</translation>
    </message>
    <message>
        <source>No browser could be opened on this computer.</source>
        <translation>Auf diesem Computer ließ sich kein Browser öffnen.</translation>
    </message>
    <message>
        <source>Copy the address and open it in one.</source>
        <translation>Kopieren Sie die Adresse und öffnen Sie sie in einem.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
</context>
<context>
    <name>OnceDialog</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Set a passphrase for this device</source>
        <translation>Passphrase für dieses Gerät setzen</translation>
    </message>
    <message>
        <source>Change the passphrase of this device</source>
        <translation>Passphrase dieses Geräts ändern</translation>
    </message>
    <message>
        <source>Remove the passphrase of this device?</source>
        <translation>Passphrase dieses Geräts entfernen?</translation>
    </message>
    <message>
        <source>Set passphrase</source>
        <translation>Passphrase setzen</translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation>Passphrase ändern</translation>
    </message>
    <message>
        <source>Remove passphrase</source>
        <translation>Passphrase entfernen</translation>
    </message>
    <message>
        <source>Then only the keyring of this system and the recovery key open it.</source>
        <translation>Dann öffnen es nur noch der Schlüsselbund dieses Systems und der Wiederherstellungsschlüssel.</translation>
    </message>
    <message>
        <source>It opens this device when the keyring of the system cannot. Wrong tries make it wait longer and longer.</source>
        <translation>Sie öffnet dieses Gerät, wenn der Schlüsselbund des Systems es nicht kann. Nach falschen Versuchen dauert es immer länger bis zum nächsten.</translation>
    </message>
    <message>
        <source>Current passphrase</source>
        <translation>Jetzige Passphrase</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Neue Passphrase</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>Mindestens %n Zeichen.</numerusform>
            <numerusform>Mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>New passphrase again</source>
        <translation>Neue Passphrase noch einmal</translation>
    </message>
    <message>
        <source>The passphrase is too short.</source>
        <translation>Die Passphrase ist zu kurz.</translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n character(s).</source>
        <translation>
            <numerusform>Verwenden Sie mindestens %n Zeichen.</numerusform>
            <numerusform>Verwenden Sie mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Die beiden Passphrasen sind verschieden.</translation>
    </message>
    <message>
        <source>Type both again.</source>
        <translation>Geben Sie beide noch einmal ein.</translation>
    </message>
</context>
<context>
    <name>PasswordForm</name>
    <message>
        <source>Current password</source>
        <translation>Jetziges Passwort</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>Neues Passwort noch einmal</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>The new password is too short.</source>
        <translation>Das neue Passwort ist zu kurz.</translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n character(s).</source>
        <translation>
            <numerusform>Verwenden Sie mindestens %n Zeichen.</numerusform>
            <numerusform>Verwenden Sie mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two new passwords differ.</source>
        <translation>Die beiden neuen Passwörter sind verschieden.</translation>
    </message>
    <message>
        <source>Type both again.</source>
        <translation>Tippen Sie beide noch einmal.</translation>
    </message>
</context>
<context>
    <name>Paste</name>
    <message>
        <source>row %1, %2: “%3”</source>
        <translation>Zeile %1, %2: „%3“</translation>
    </message>
    <message>
        <source>1 cell</source>
        <translation>1 Zelle</translation>
    </message>
    <message>
        <source>%1 cells</source>
        <translation>%1 Zellen</translation>
    </message>
    <message>
        <source> right of the last column, in </source>
        <translation> rechts von der letzten Spalte, in </translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>columns that this schedule does not have (%1)</source>
        <translation>Spalten, die diese Aufstellung nicht hat (%1)</translation>
    </message>
    <message>
        <source>1 cell that is no number, </source>
        <translation>1 Zelle ohne Zahl, </translation>
    </message>
    <message>
        <source>%1 cells that are no numbers, the first at </source>
        <translation>%1 Zellen ohne Zahl, die erste bei </translation>
    </message>
    <message>
        <source>1 row over the limit</source>
        <translation>1 Zeile über der Grenze</translation>
    </message>
    <message>
        <source>%1 rows over the limit</source>
        <translation>%1 Zeilen über der Grenze</translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>Weggelassen: %1.</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <source>1 number was rounded.</source>
        <translation>1 Zahl wurde gerundet.</translation>
    </message>
    <message>
        <source>%1 numbers were rounded.</source>
        <translation>%1 Zahlen wurden gerundet.</translation>
    </message>
</context>
<context>
    <name>PastePreview</name>
    <message>
        <source>(left out)</source>
        <translation>(weggelassen)</translation>
    </message>
    <message>
        <source>Paste preview</source>
        <translation>Einfüge-Vorschau</translation>
    </message>
    <message>
        <source>There is no table on the clipboard. Copy cells in your spreadsheet first.</source>
        <translation>In der Zwischenablage ist keine Tabelle. Kopieren Sie zuerst Zellen in Ihrer Tabellenkalkulation.</translation>
    </message>
    <message>
        <source>1 row goes to row %1.</source>
        <translation>1 Zeile kommt in Zeile %1.</translation>
    </message>
    <message>
        <source>%1 rows go to row %2 and below.</source>
        <translation>%1 Zeilen kommen in Zeile %2 und darunter.</translation>
    </message>
    <message>
        <source> Columns are found by their heads.</source>
        <translation> Die Spalten werden an ihren Köpfen erkannt.</translation>
    </message>
    <message>
        <source> Columns are taken in order from the cursor.</source>
        <translation> Die Spalten folgen der Reihe nach ab dem Cursor.</translation>
    </message>
    <message>
        <source>First rows of the clipboard</source>
        <translation>Erste Zeilen der Zwischenablage</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
</context>
<context>
    <name>PendingItems</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>(structured)</source>
        <translation>(gegliedert)</translation>
    </message>
    <message>
        <source>Sent, not confirmed</source>
        <translation>Gesendet, nicht bestätigt</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wartet aufs Senden</translation>
    </message>
    <message>
        <source>Fuel supply: one row</source>
        <translation>Kraftstofflieferung: eine Zeile</translation>
    </message>
    <message>
        <source>Fuel supply: rows</source>
        <translation>Kraftstofflieferung: Zeilen</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Type of file</source>
        <translation>Art der Datei</translation>
    </message>
    <message>
        <source>%1 compliance report</source>
        <translation>Compliance-Bericht %1</translation>
    </message>
    <message>
        <source>Could not be carried out</source>
        <translation>Nicht ausführbar</translation>
    </message>
</context>
<context>
    <name>PendingModel</name>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>PendingPage</name>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) written to %1.</source>
        <translation>
            <numerusform>%n Änderung nach %1 geschrieben.</numerusform>
            <numerusform>%n Änderungen nach %1 geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pending changes</source>
        <translation>Ausstehende Änderungen</translation>
    </message>
    <message>
        <source>Nothing is waiting</source>
        <translation>Nichts steht aus</translation>
    </message>
    <message>
        <source>Every change of this device has reached the platform. What you save while offline waits here until it is sent.</source>
        <translation>Jede Änderung dieses Geräts ist auf der Plattform angekommen. Was Sie ohne Verbindung speichern, wartet hier, bis es gesendet wird.</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n braucht Sie</numerusform>
            <numerusform>%n brauchen Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is waiting to be sent.</source>
        <translation>Nichts wartet aufs Senden.</translation>
    </message>
    <message>
        <source>Export pending changes</source>
        <translation>Ausstehende Änderungen exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) done.</source>
        <translation>
            <numerusform>%n Änderung erledigt.</numerusform>
            <numerusform>%n Änderungen erledigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>The %1 most urgent of %2</source>
        <translation>Die %1 dringendsten von %2</translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation>Es gibt nichts zu exportieren.</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People and roles</source>
        <translation>Personen und Rollen</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>Teile dieser Seite</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Grants for a while</source>
        <translation>Freigaben auf Zeit</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
</context>
<context>
    <name>PermissionMatrix</name>
    <message>
        <source>there is no such action</source>
        <translation>diesen Vorgang gibt es nicht</translation>
    </message>
    <message>
        <source>not permitted</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Weitere</translation>
    </message>
</context>
<context>
    <name>PortalPage</name>
    <message>
        <source>Customer portal</source>
        <translation>Kundenportal</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>Teile dieser Seite</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>Einladungen</translation>
    </message>
    <message>
        <source>Who may sign up</source>
        <translation>Wer sich registrieren darf</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>By invitation</source>
        <translation>Mit Einladung</translation>
    </message>
    <message>
        <source>Open for requests</source>
        <translation>Offen für Anfragen</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Nobody can sign up now, also not with an invitation.</source>
        <translation>Jetzt kann sich niemand registrieren, auch nicht mit einer Einladung.</translation>
    </message>
    <message>
        <source>Choose who may sign up.</source>
        <translation>Wählen Sie, wer sich registrieren darf.</translation>
    </message>
</context>
<context>
    <name>PortalSettingPart</name>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Who may get an account</source>
        <translation>Wer ein Konto bekommen kann</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>The page to sign up refuses everybody. Accounts that are there already stay.</source>
        <translation>Die Seite zur Registrierung weist alle ab. Konten, die es schon gibt, bleiben.</translation>
    </message>
    <message>
        <source>Who is invited</source>
        <translation>Wer eingeladen ist</translation>
    </message>
    <message>
        <source>An invitation names the address, the organization and the role, and is good once.</source>
        <translation>Eine Einladung nennt die Adresse, die Organisation und die Rolle und gilt einmal.</translation>
    </message>
    <message>
        <source>Also who asks, when an administrator admits them</source>
        <translation>Auch wer anfragt, wenn die Administration zustimmt</translation>
    </message>
    <message>
        <source>Requests wait in the first tab. Until then nobody who asked can sign in.</source>
        <translation>Anfragen warten auf dem ersten Reiter. Bis dahin kann sich niemand anmelden, der angefragt hat.</translation>
    </message>
    <message>
        <source>Address of the portal</source>
        <translation>Adresse des Portals</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Changing this needs the permission tenant:update.</source>
        <translation>Das zu ändern braucht die Berechtigung tenant:update.</translation>
    </message>
    <message>
        <source>The setting is not loaded yet.</source>
        <translation>Die Einstellung ist noch nicht geladen.</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Nichts ist geändert.</translation>
    </message>
</context>
<context>
    <name>PresenceBar</name>
    <message>
        <source>You, on another device,</source>
        <translation>Sie selbst, an einem anderen Gerät,</translation>
    </message>
    <message>
        <source>%1 is changing this cell too.</source>
        <translation>Auch %1 ändert gerade diese Zelle.</translation>
    </message>
    <message>
        <source>%1 was changing this cell when the platform was last reached, %2.</source>
        <translation>%1 änderte gerade diese Zelle, als die Plattform zuletzt erreicht wurde (%2).</translation>
    </message>
    <message>
        <source>If you both save a value, you will be asked which one counts.</source>
        <translation>Wenn beide einen Wert speichern, werden Sie gefragt, welcher gilt.</translation>
    </message>
</context>
<context>
    <name>PresenceWatch</name>
    <message>
        <source>You, on another device</source>
        <translation>Sie, auf einem anderen Gerät</translation>
    </message>
    <message>
        <source>%1 had this open at %2</source>
        <translation>%1 hatte dies um %2 geöffnet</translation>
    </message>
    <message numerus="yes">
        <source>%n people had this open at %1</source>
        <translation>
            <numerusform>%n Person hatte dies um %1 geöffnet</numerusform>
            <numerusform>%n Personen hatten dies um %1 geöffnet</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has this open</source>
        <translation>%1 hat dies geöffnet</translation>
    </message>
    <message numerus="yes">
        <source>%n others have this open</source>
        <translation>
            <numerusform>%n andere Person hat dies geöffnet</numerusform>
            <numerusform>%n andere haben dies geöffnet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemsModel</name>
    <message>
        <source>Error: </source>
        <translation>Fehler: </translation>
    </message>
    <message>
        <source>Warning: </source>
        <translation>Warnung: </translation>
    </message>
</context>
<context>
    <name>ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>None: the schedule can be submitted.</source>
        <translation>Keine: Die Aufstellung kann eingereicht werden.</translation>
    </message>
    <message>
        <source>Next problem  F8</source>
        <translation>Nächstes Problem  F8</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>Nächstes Problem</translation>
    </message>
    <message>
        <source>Goes to the next cell with an error or a warning (F8)</source>
        <translation>Geht zur nächsten Zelle mit einem Fehler oder einer Warnung (F8)</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 Fehler</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 Fehler</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 Warnungen</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>ProviderForm</name>
    <message>
        <source>None: sees all organizations</source>
        <translation>Keine: sieht alle Organisationen</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>As the sign-in screen offers it.</source>
        <translation>Wie ihn die Anmeldung anbietet.</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>The address that the provider calls itself, to the last slash.</source>
        <translation>Die Adresse, die der Anbieter sich selbst gibt, bis zum letzten Schrägstrich.</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>What Tidemark is called there. Its redirect address is http://127.0.0.1/oidc/callback.</source>
        <translation>Wie Tidemark dort heißt. Die Umleitungsadresse ist http://127.0.0.1/oidc/callback.</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Words with single spaces, one of them openid.</source>
        <translation>Wörter mit je einem Leerzeichen, eines davon openid.</translation>
    </message>
    <message>
        <source>People can sign in with it</source>
        <translation>Personen können sich damit anmelden</translation>
    </message>
    <message>
        <source>Also by a code that is entered elsewhere</source>
        <translation>Auch mit einem Code, der anderswo eingegeben wird</translation>
    </message>
    <message>
        <source>For devices on which no browser opens.</source>
        <translation>Für Geräte, auf denen sich kein Browser öffnet.</translation>
    </message>
    <message>
        <source>Ask for the second factor of Tidemark, too</source>
        <translation>Auch den zweiten Faktor von Tidemark verlangen</translation>
    </message>
    <message>
        <source>Otherwise that of the provider counts, unless the tenant&apos;s rule asks for ours.</source>
        <translation>Sonst zählt der des Anbieters, wenn die Regel des Mandanten nicht unseren verlangt.</translation>
    </message>
    <message>
        <source>Secret of the client</source>
        <translation>Geheimnis des Clients</translation>
    </message>
    <message>
        <source>New secret</source>
        <translation>Neues Geheimnis</translation>
    </message>
    <message>
        <source>Sealed on the platform and never shown again. Empty: as it is.</source>
        <translation>Auf der Plattform versiegelt und nie wieder gezeigt. Leer: wie es ist.</translation>
    </message>
    <message>
        <source>Take the secret away…</source>
        <translation>Geheimnis wegnehmen …</translation>
    </message>
    <message>
        <source>Who people are</source>
        <translation>Wer die Personen sind</translation>
    </message>
    <message>
        <source>Claims by name, or by path such as realm_access.roles.</source>
        <translation>Angaben (Claims) nach Name oder Pfad, etwa realm_access.roles.</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Name of the person</source>
        <translation>Name der Person</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Holds a code or the name of one here. Empty: claims do not say.</source>
        <translation>Enthält Kürzel oder Namen einer Organisation hier. Leer: die Angaben sagen es nicht.</translation>
    </message>
    <message>
        <source>Take addresses for verified</source>
        <translation>Adressen als bestätigt nehmen</translation>
    </message>
    <message>
        <source>Otherwise only those whose claim email_verified says so become logins.</source>
        <translation>Sonst werden nur solche zu Anmeldenamen, bei denen email_verified es sagt.</translation>
    </message>
    <message>
        <source>Roles by claim</source>
        <translation>Rollen nach Angabe</translation>
    </message>
    <message>
        <source>Roles that stand here are given and taken away at each sign-in. Others are given here and stay.</source>
        <translation>Rollen, die hier stehen, werden bei jeder Anmeldung gegeben und genommen. Andere werden hier vergeben und bleiben.</translation>
    </message>
    <message>
        <source>Claim of roles</source>
        <translation>Angabe der Rollen</translation>
    </message>
    <message>
        <source>Holds a list of values. Empty: none.</source>
        <translation>Enthält eine Liste von Werten. Leer: keine.</translation>
    </message>
    <message>
        <source>Value and role</source>
        <translation>Wert und Rolle</translation>
    </message>
    <message>
        <source>Who comes for the first time</source>
        <translation>Wer zum ersten Mal kommt</translation>
    </message>
    <message>
        <source>Make a user of somebody unknown</source>
        <translation>Unbekannte als Benutzer anlegen</translation>
    </message>
    <message>
        <source>Otherwise they are refused until an administrator links them on a user&apos;s page.</source>
        <translation>Sonst werden sie abgelehnt, bis die Administration sie auf der Seite einer Person verknüpft.</translation>
    </message>
    <message>
        <source>Their organization</source>
        <translation>Ihre Organisation</translation>
    </message>
    <message>
        <source>Where no claim names one.</source>
        <translation>Wo keine Angabe eine nennt.</translation>
    </message>
    <message>
        <source>Their roles</source>
        <translation>Ihre Rollen</translation>
    </message>
    <message>
        <source>None: they see nothing at first.</source>
        <translation>Keine: sie sehen zunächst nichts.</translation>
    </message>
    <message>
        <source>Set on %1.</source>
        <translation>Gesetzt am %1.</translation>
    </message>
    <message>
        <source>None: a public client, proven by PKCE alone.</source>
        <translation>Keines: ein öffentlicher Client, nur durch PKCE belegt.</translation>
    </message>
    <message>
        <source>An organization that is not on this device</source>
        <translation>Eine Organisation, die nicht auf diesem Gerät ist</translation>
    </message>
    <message>
        <source>The name is missing.</source>
        <translation>Der Name fehlt.</translation>
    </message>
    <message>
        <source>The issuer is no address such as https://id.example.com.</source>
        <translation>Der Aussteller ist keine Adresse wie https://id.example.com.</translation>
    </message>
    <message>
        <source>The client ID is missing.</source>
        <translation>Die Client-ID fehlt.</translation>
    </message>
    <message>
        <source>One of the scopes has to be openid.</source>
        <translation>Einer der Bereiche muss openid sein.</translation>
    </message>
    <message>
        <source>The claim of the login is missing.</source>
        <translation>Die Angabe des Anmeldenamens fehlt.</translation>
    </message>
    <message>
        <source>The value %1 stands on two lines.</source>
        <translation>Der Wert %1 steht in zwei Zeilen.</translation>
    </message>
    <message>
        <source>There is no organization of this name.</source>
        <translation>Es gibt keine Organisation dieses Namens.</translation>
    </message>
</context>
<context>
    <name>ProviderPage</name>
    <message numerus="yes">
        <source>%n role(s) by claim</source>
        <translation>
            <numerusform>%n Rolle nach Angabe</numerusform>
            <numerusform>%n Rollen nach Angabe</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>People can sign in with it</source>
        <translation>Personen können sich damit anmelden</translation>
    </message>
    <message>
        <source>By a code</source>
        <translation>Mit einem Code</translation>
    </message>
    <message>
        <source>Second factor of Tidemark</source>
        <translation>Zweiter Faktor von Tidemark</translation>
    </message>
    <message>
        <source>Addresses are verified</source>
        <translation>Adressen gelten als bestätigt</translation>
    </message>
    <message>
        <source>Makes users</source>
        <translation>Legt Benutzer an</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Create provider</source>
        <translation>Anbieter anlegen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>New identity provider</source>
        <translation>Neuer Identitätsanbieter</translation>
    </message>
    <message>
        <source>Identity provider</source>
        <translation>Identitätsanbieter</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Single sign-on</source>
        <translation>Einmalanmeldung</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) sign in with it</source>
        <translation>
            <numerusform>%n Person meldet sich damit an</numerusform>
            <numerusform>%n Personen melden sich damit an</numerusform>
        </translation>
    </message>
    <message>
        <source>Changing this needs the permission %1.</source>
        <translation>Das zu ändern braucht die Berechtigung %1.</translation>
    </message>
    <message>
        <source>The provider is not loaded yet.</source>
        <translation>Der Anbieter ist noch nicht geladen.</translation>
    </message>
    <message>
        <source>It is being saved.</source>
        <translation>Es wird gespeichert.</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Nichts ist geändert.</translation>
    </message>
    <message>
        <source>Save the provider first.</source>
        <translation>Speichern Sie zuerst den Anbieter.</translation>
    </message>
    <message>
        <source>Only a provider that is on can be tested.</source>
        <translation>Nur ein Anbieter, der an ist, lässt sich prüfen.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Take the secret of %1 away?</source>
        <translation>Geheimnis von %1 wegnehmen?</translation>
    </message>
    <message>
        <source>Tidemark is a public client there from now on. If the provider asks for a secret, nobody can sign in with it.</source>
        <translation>Tidemark ist dort von jetzt an ein öffentlicher Client. Verlangt der Anbieter ein Geheimnis, kann sich niemand damit anmelden.</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>The secret is gone.</source>
        <translation>Das Geheimnis ist weg.</translation>
    </message>
</context>
<context>
    <name>ProviderTest</name>
    <message>
        <source>%1 answers, and is who it says.</source>
        <translation>%1 antwortet und ist, wer er sagt.</translation>
    </message>
    <message>
        <source>Signing in by a code works there, too.</source>
        <translation>Auch die Anmeldung mit einem Code geht dort.</translation>
    </message>
    <message>
        <source>It offers no signing in by a code.</source>
        <translation>Eine Anmeldung mit einem Code bietet er nicht.</translation>
    </message>
    <message>
        <source>%1 is being asked…</source>
        <translation>%1 wird gefragt …</translation>
    </message>
</context>
<context>
    <name>ProvidersPage</name>
    <message>
        <source>Single sign-on</source>
        <translation>Einmalanmeldung</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
</context>
<context>
    <name>ProvidersPart</name>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Identity providers</source>
        <translation>Identitätsanbieter</translation>
    </message>
    <message>
        <source>Find by name or issuer</source>
        <translation>Nach Name oder Aussteller suchen</translation>
    </message>
    <message>
        <source>Find identity providers</source>
        <translation>Identitätsanbieter suchen</translation>
    </message>
    <message>
        <source>No identity provider</source>
        <translation>Kein Identitätsanbieter</translation>
    </message>
    <message>
        <source>With one, people sign in with the account of their company: Keycloak, Entra ID, Okta, or any other that speaks OpenID Connect.</source>
        <translation>Mit einem melden sich Personen mit dem Konto ihrer Firma an: Keycloak, Entra ID, Okta oder jeder andere, der OpenID Connect spricht.</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>New provider…</source>
        <translation>Neuer Anbieter …</translation>
    </message>
    <message>
        <source>Choose a provider first.</source>
        <translation>Wählen Sie zuerst einen Anbieter.</translation>
    </message>
    <message>
        <source>Only a provider that is on can be tested.</source>
        <translation>Nur ein Anbieter, der an ist, lässt sich prüfen.</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) sign in with it and then cannot, unless they have a password. Their users and what they made stay.</source>
        <translation>
            <numerusform>%n Person meldet sich damit an und kann es dann nicht mehr, außer mit einem Passwort. Ihr Benutzer und was sie gemacht hat, bleibt.</numerusform>
            <numerusform>%n Personen melden sich damit an und können es dann nicht mehr, außer mit einem Passwort. Ihre Benutzer und was sie gemacht haben, bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The provider is removed.</source>
        <translation>Der Anbieter ist entfernt.</translation>
    </message>
</context>
<context>
    <name>QDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code for the authenticator app</source>
        <translation>QR-Code für die Authenticator-App</translation>
    </message>
    <message>
        <source>Without a camera, type the key below it into the app.</source>
        <translation>Ohne Kamera tippen Sie den Schlüssel darunter in die App.</translation>
    </message>
</context>
<context>
    <name>QuickOpen</name>
    <message>
        <source>Quick open</source>
        <translation>Schnellzugriff</translation>
    </message>
    <message>
        <source>Search or jump to…</source>
        <translation>Suchen oder springen zu …</translation>
    </message>
    <message>
        <source>Search pages and reports</source>
        <translation>Seiten und Berichte suchen</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Nothing has this name.</source>
        <translation>Nichts heißt so.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Navigation</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Needs the permission %1</source>
        <translation>Braucht die Berechtigung %1</translation>
    </message>
</context>
<context>
    <name>RecoveryCodes</name>
    <message>
        <source>Each of these codes signs you in once when your phone is not at hand. They are shown only now: keep them where you keep papers, not on this computer.</source>
        <translation>Jeder dieser Codes meldet Sie einmal an, wenn Ihr Telefon nicht zur Hand ist. Sie werden nur jetzt gezeigt: Bewahren Sie sie bei Ihren Papieren auf, nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Recovery codes</source>
        <translation>Notfallcodes</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>I have kept them</source>
        <translation>Ich habe sie aufbewahrt</translation>
    </message>
    <message>
        <source>Save the recovery codes</source>
        <translation>Notfallcodes speichern</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>Textdateien (*.txt)</translation>
    </message>
    <message>
        <source>tidemark-recovery-codes.txt</source>
        <translation>tidemark-notfallcodes.txt</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Recovery codes of Tidemark. Each is good once.</source>
        <translation>Notfallcodes von Tidemark. Jeder gilt einmal.</translation>
    </message>
    <message>
        <source>The file could not be written: %1.</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1.</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>Recovery</source>
        <translation>Wiederherstellung</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>Teile dieser Seite</translation>
    </message>
    <message>
        <source>Restores</source>
        <translation>Rücksicherungen</translation>
    </message>
    <message>
        <source>Access taken away</source>
        <translation>Entzogener Zugang</translation>
    </message>
    <message>
        <source>Kept work</source>
        <translation>Aufbewahrte Arbeit</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
</context>
<context>
    <name>Refused</name>
    <message>
        <source>This is not open to you</source>
        <translation>Das ist für Sie nicht offen</translation>
    </message>
    <message>
        <source>It needs the permission %1. An administrator of your tenant can give it.</source>
        <translation>Es braucht die Berechtigung %1. Die Administration Ihres Mandanten kann sie geben.</translation>
    </message>
</context>
<context>
    <name>ReportNews</name>
    <message>
        <source>Another device</source>
        <translation>Ein anderes Gerät</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n other(s)</source>
        <translation>
            <numerusform>%1 und %n weitere Person</numerusform>
            <numerusform>%1 und %n weitere Personen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportSession</name>
    <message>
        <source>This schedule has more than %1 rows. It is shown for reading; to edit so many rows, split the report&apos;s data at its source and send it through the platform.</source>
        <translation>Diese Aufstellung hat mehr als %1 Zeilen. Sie wird zum Lesen gezeigt; um so viele Zeilen zu bearbeiten, teilen Sie die Daten des Berichts an der Quelle und senden Sie sie über die Plattform.</translation>
    </message>
    <message>
        <source>This report is no longer a draft. Its rows can be read and copied.</source>
        <translation>Dieser Bericht ist kein Entwurf mehr. Seine Zeilen können gelesen und kopiert werden.</translation>
    </message>
    <message>
        <source>Submitted by %1. Its rows can be read and copied; the reviewer can return it.</source>
        <translation>Eingereicht von %1. Die Zeilen können gelesen und kopiert werden; die prüfende Stelle kann ihn zurückgeben.</translation>
    </message>
    <message>
        <source>Undo mine</source>
        <translation>Meines zurücknehmen</translation>
    </message>
    <message>
        <source>You may read this report. Editing needs the permission schedule_row:update.</source>
        <translation>Sie dürfen diesen Bericht lesen. Ihn zu bearbeiten braucht die Berechtigung schedule_row:update.</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Calculated on this device from the draft as it is now.</source>
        <translation>Auf diesem Gerät aus dem Entwurf berechnet, wie er jetzt ist.</translation>
    </message>
    <message>
        <source>The schedule is long; it is calculated when the report is opened.</source>
        <translation>Die Aufstellung ist lang; sie wird berechnet, wenn der Bericht geöffnet wird.</translation>
    </message>
    <message>
        <source>Being calculated on this device.</source>
        <translation>Wird auf diesem Gerät berechnet.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Eingereicht</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>Assessed</source>
        <translation>Festgesetzt</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Find by organization</source>
        <translation>Nach Organisation suchen</translation>
    </message>
    <message>
        <source>Find reports</source>
        <translation>Berichte suchen</translation>
    </message>
    <message>
        <source>Compliance reports</source>
        <translation>Compliance-Berichte</translation>
    </message>
    <message>
        <source>No reports here</source>
        <translation>Hier sind keine Berichte</translation>
    </message>
    <message>
        <source>Compliance reports of your organization appear here as soon as a period is open. With a filter or a search, only the reports that fit are shown.</source>
        <translation>Compliance-Berichte Ihrer Organisation erscheinen hier, sobald ein Zeitraum offen ist. Mit Filter oder Suche werden nur passende Berichte gezeigt.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>1 report</source>
        <translation>1 Bericht</translation>
    </message>
    <message>
        <source>%1 reports</source>
        <translation>%1 Berichte</translation>
    </message>
    <message>
        <source>%1 · as of %2</source>
        <translation>%1 · Stand %2</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) wait for your decision.</source>
        <translation>
            <numerusform>%n Konflikt wartet auf Ihre Entscheidung.</numerusform>
            <numerusform>%n Konflikte warten auf Ihre Entscheidung.</numerusform>
        </translation>
    </message>
    <message>
        <source>These reports are not on this device: %1.</source>
        <translation>Diese Berichte sind nicht auf diesem Gerät: %1.</translation>
    </message>
    <message>
        <source>Sync details</source>
        <translation>Abgleich im Einzelnen</translation>
    </message>
    <message>
        <source>%1 · some are not on this device</source>
        <translation>%1 · einige sind nicht auf diesem Gerät</translation>
    </message>
    <message>
        <source>Not on this device: %1</source>
        <translation>Nicht auf diesem Gerät: %1</translation>
    </message>
</context>
<context>
    <name>ResourceCard</name>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>A line for everything already permits this for: %1.</source>
        <translation>Eine Zeile für alles erlaubt das schon für: %1.</translation>
    </message>
    <message>
        <source>Changing this role needs the permission role:update.</source>
        <translation>Diese Rolle zu ändern braucht die Berechtigung role:update.</translation>
    </message>
</context>
<context>
    <name>RestoresPart</name>
    <message>
        <source>None</source>
        <translation>Nichts</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) a person</source>
        <translation>
            <numerusform>%n braucht eine Person</numerusform>
            <numerusform>%n brauchen eine Person</numerusform>
        </translation>
    </message>
    <message>
        <source>Restored on</source>
        <translation>Zurückgesichert am</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Begun anew by an operator</source>
        <translation>Vom Betrieb neu begonnen</translation>
    </message>
    <message>
        <source>The database was another one</source>
        <translation>Die Datenbank war eine andere</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>Erneut gesendet</translation>
    </message>
    <message>
        <source>Left to look at</source>
        <translation>Noch anzusehen</translation>
    </message>
    <message>
        <source>Restores</source>
        <translation>Rücksicherungen</translation>
    </message>
    <message>
        <source>The server was never restored</source>
        <translation>Der Server wurde nie zurückgesichert</translation>
    </message>
    <message>
        <source>After a restore from a backup, devices send again what the platform had accepted and lost. Here you see how much came back and what a person has to look at.</source>
        <translation>Nach einer Rücksicherung senden Geräte erneut, was die Plattform angenommen und verloren hatte. Hier sehen Sie, wie viel zurückkam und was sich eine Person ansehen muss.</translation>
    </message>
    <message>
        <source>The present history began %1 (epoch %2).</source>
        <translation>Der jetzige Verlauf begann %1 (Epoche %2).</translation>
    </message>
    <message>
        <source>Restored to</source>
        <translation>Stand der Kopie</translation>
    </message>
    <message>
        <source>Somebody wrote the same meanwhile</source>
        <translation>Jemand hat inzwischen dasselbe geschrieben</translation>
    </message>
    <message>
        <source>Put aside by the platform</source>
        <translation>Von der Plattform zurückgelegt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Changes that need a person</source>
        <translation>Änderungen, die jemanden brauchen</translation>
    </message>
    <message>
        <source>I have looked at it</source>
        <translation>Ich habe es angesehen</translation>
    </message>
    <message>
        <source>Choose a change of the list first.</source>
        <translation>Wählen Sie zuerst eine Änderung der Liste.</translation>
    </message>
    <message>
        <source>Everything that was sent again is settled.</source>
        <translation>Alles, was noch einmal gesendet wurde, ist erledigt.</translation>
    </message>
    <message>
        <source>These could not be done once more. Their authors see them under Needs you; each goes from here when they decide, or when you settled it.</source>
        <translation>Diese ließen sich nicht noch einmal ausführen. Ihre Verfasser sehen sie unter „Braucht Sie“; jede verschwindet hier, wenn sie entscheiden oder wenn Sie sie erledigt haben.</translation>
    </message>
</context>
<context>
    <name>RevocationsPart</name>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Locked by time</source>
        <translation>Durch Zeit gesperrt</translation>
    </message>
    <message>
        <source>On no device</source>
        <translation>Auf keinem Gerät</translation>
    </message>
    <message>
        <source>Not seen yet</source>
        <translation>Noch nicht gesehen</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Lost access to</source>
        <translation>Verlor Zugang zu</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Am</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>Readable until</source>
        <translation>Lesbar bis</translation>
    </message>
    <message>
        <source>Rows removed</source>
        <translation>Entfernte Zeilen</translation>
    </message>
    <message>
        <source>Work kept</source>
        <translation>Aufbewahrt</translation>
    </message>
    <message>
        <source>Access that was taken away</source>
        <translation>Entzogener Zugang</translation>
    </message>
    <message>
        <source>Find a person or a device</source>
        <translation>Person oder Gerät suchen</translation>
    </message>
    <message>
        <source>Find revocations</source>
        <translation>Entzogenes suchen</translation>
    </message>
    <message>
        <source>Nobody lost access</source>
        <translation>Niemand verlor Zugang</translation>
    </message>
    <message>
        <source>Removed, signed</source>
        <translation>Entfernt, unterschrieben</translation>
    </message>
    <message>
        <source>When a person loses access to an organization, each of their devices is listed here. A receipt that is signed was checked against the key of the device.</source>
        <translation>Verliert jemand den Zugriff auf eine Organisation, steht hier jedes Gerät dieser Person. Eine unterschriebene Quittung wurde mit dem Schlüssel des Geräts geprüft.</translation>
    </message>
</context>
<context>
    <name>RoleChecks</name>
    <message>
        <source>A role that is not on this device</source>
        <translation>Eine Rolle, die nicht auf diesem Gerät ist</translation>
    </message>
</context>
<context>
    <name>RoleHolders</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere Person</numerusform>
            <numerusform>und %n weitere Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody has this role yet.</source>
        <translation>Noch niemand hat diese Rolle.</translation>
    </message>
</context>
<context>
    <name>RoleMapping</name>
    <message>
        <source>Add a value</source>
        <translation>Wert hinzufügen</translation>
    </message>
    <message>
        <source>Another value of the claim and the role that it gives</source>
        <translation>Ein weiterer Wert der Angabe und die Rolle, die er gibt</translation>
    </message>
    <message>
        <source>Value of the claim</source>
        <translation>Wert der Angabe</translation>
    </message>
    <message>
        <source>Role that the value gives</source>
        <translation>Rolle, die der Wert gibt</translation>
    </message>
    <message>
        <source>Take this value away</source>
        <translation>Diesen Wert wegnehmen</translation>
    </message>
    <message>
        <source>A role that is not on this device</source>
        <translation>Eine Rolle, die nicht auf diesem Gerät ist</translation>
    </message>
</context>
<context>
    <name>RolePage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n permission(s)</source>
        <translation>
            <numerusform>%n Berechtigung</numerusform>
            <numerusform>%n Berechtigungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Permits</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Create role</source>
        <translation>Rolle anlegen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>What the role permits</source>
        <translation>Was die Rolle erlaubt</translation>
    </message>
    <message>
        <source>Space or Enter changes the marked cell: all rows, organization, department, own rows, no. A sunken cell is permitted by a line for everything.</source>
        <translation>Leertaste oder Eingabe ändert die markierte Zelle: alle Zeilen, Organisation, Abteilung, eigene Zeilen, nein. Was vertieft ist, erlaubt eine Zeile für alles.</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Who has it</source>
        <translation>Wer sie hat</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>Neue Rolle</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>People and roles</source>
        <translation>Personen und Rollen</translation>
    </message>
    <message>
        <source>Copy of %1</source>
        <translation>Kopie von %1</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n Person</numerusform>
            <numerusform>%n Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>Would permit:</source>
        <translation>Würde erlauben:</translation>
    </message>
    <message>
        <source>Would no longer permit:</source>
        <translation>Würde nicht mehr erlauben:</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Nichts ist geändert.</translation>
    </message>
    <message>
        <source>The role needs a name.</source>
        <translation>Die Rolle braucht einen Namen.</translation>
    </message>
    <message numerus="yes">
        <source>Change it for %n person(s)?</source>
        <translation>
            <numerusform>Für %n Person ändern?</numerusform>
            <numerusform>Für %n Personen ändern?</numerusform>
        </translation>
    </message>
    <message>
        <source>They may from now on:</source>
        <translation>Sie dürfen von jetzt an:</translation>
    </message>
    <message>
        <source>They may no longer:</source>
        <translation>Sie dürfen nicht mehr:</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>It is being saved.</source>
        <translation>Sie wird gespeichert.</translation>
    </message>
    <message>
        <source>Saved. It holds from the next request of each person.</source>
        <translation>Gespeichert. Es gilt ab der nächsten Anfrage jeder Person.</translation>
    </message>
</context>
<context>
    <name>RolesPart</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Permits</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>Nach Namen suchen</translation>
    </message>
    <message>
        <source>Find roles</source>
        <translation>Rollen suchen</translation>
    </message>
    <message>
        <source>No role fits</source>
        <translation>Keine Rolle passt</translation>
    </message>
    <message>
        <source>A role is a named set of permissions that users are given. Add one, or begin with a template.</source>
        <translation>Eine Rolle ist eine benannte Menge von Berechtigungen, die Benutzer bekommen. Legen Sie eine an oder beginnen Sie mit einer Vorlage.</translation>
    </message>
    <message>
        <source>Choose a role first.</source>
        <translation>Wählen Sie zuerst eine Rolle.</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>From a template…</source>
        <translation>Aus einer Vorlage …</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>Neue Rolle</translation>
    </message>
    <message>
        <source>Roles that come with Tidemark</source>
        <translation>Rollen, die Tidemark mitbringt</translation>
    </message>
    <message>
        <source>Delete the role %1?</source>
        <translation>Rolle %1 löschen?</translation>
    </message>
    <message>
        <source>A role that somebody still has is not deleted. What it permitted stays in the audit.</source>
        <translation>Eine Rolle, die noch jemand hat, wird nicht gelöscht. Was sie erlaubte, bleibt im Protokoll.</translation>
    </message>
    <message>
        <source>Delete role</source>
        <translation>Rolle löschen</translation>
    </message>
    <message>
        <source>The role is deleted.</source>
        <translation>Die Rolle ist gelöscht.</translation>
    </message>
</context>
<context>
    <name>RunDetails</name>
    <message>
        <source>States so far</source>
        <translation>Bisherige Zustände</translation>
    </message>
    <message>
        <source>States so far: %1</source>
        <translation>Bisherige Zustände: %1</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>No row was set aside.</source>
        <translation>Keine Zeile wurde ausgesondert.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) set aside by the checks; not in the file.</source>
        <translation>
            <numerusform>%n Zeile von den Prüfungen ausgesondert; nicht in der Datei.</numerusform>
            <numerusform>%n Zeilen von den Prüfungen ausgesondert; nicht in der Datei.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last ten runs</source>
        <translation>Letzte zehn Läufe</translation>
    </message>
    <message>
        <source>Durations of the last runs: %1</source>
        <translation>Dauer der letzten Läufe: %1</translation>
    </message>
</context>
<context>
    <name>RunLog</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Info and above</source>
        <translation>Ab Info</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>Find in %L1 lines</source>
        <translation>In %L1 Zeilen suchen</translation>
    </message>
    <message>
        <source>Following</source>
        <translation>Folgt</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>First error</source>
        <translation>Erster Fehler</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Log lines</source>
        <translation>Protokollzeilen</translation>
    </message>
    <message>
        <source>Lines appear here as the run writes them.</source>
        <translation>Zeilen erscheinen hier, sobald der Lauf sie schreibt.</translation>
    </message>
    <message>
        <source>No line matches. Change the level or the text above.</source>
        <translation>Keine Zeile passt. Ändern Sie oben Stufe oder Text.</translation>
    </message>
</context>
<context>
    <name>RunWatch</name>
    <message>
        <source>median %1</source>
        <translation>Median %1</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n gescheitert</numerusform>
            <numerusform>%n gescheitert</numerusform>
        </translation>
    </message>
    <message>
        <source>try %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source> now</source>
        <translation> jetzt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Rows in</source>
        <translation>Zeilen hinein</translation>
    </message>
    <message>
        <source>Rows out so far</source>
        <translation>Zeilen bisher hinaus</translation>
    </message>
    <message>
        <source>Rows out</source>
        <translation>Zeilen hinaus</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 Zeilen/s</translation>
    </message>
    <message>
        <source>not started yet</source>
        <translation>noch nicht begonnen</translation>
    </message>
    <message>
        <source>asked for by %1</source>
        <translation>verlangt von %1</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>begonnen %1</translation>
    </message>
    <message>
        <source>started %1 by %2</source>
        <translation>begonnen %1 von %2</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>This run has ended; nothing more will arrive.</source>
        <translation>Dieser Lauf ist zu Ende; es kommt nichts mehr.</translation>
    </message>
    <message>
        <source>The live channel is down. What you see may be older than the run; it goes on by itself when the connection is back.</source>
        <translation>Der Live-Kanal ist unterbrochen. Was Sie sehen, kann älter sein als der Lauf; es geht von selbst weiter, wenn die Verbindung wieder steht.</translation>
    </message>
    <message>
        <source>State and log arrive live. Last heard %1.</source>
        <translation>Zustand und Protokoll kommen live. Zuletzt gehört: %1.</translation>
    </message>
</context>
<context>
    <name>RunWatchPage</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Save log…</source>
        <translation>Protokoll sichern …</translation>
    </message>
    <message>
        <source>Save file…</source>
        <translation>Datei sichern …</translation>
    </message>
    <message>
        <source>Cancel run</source>
        <translation>Lauf abbrechen</translation>
    </message>
    <message>
        <source>Live view of the run</source>
        <translation>Live-Ansicht des Laufs</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>This needs the connection to the platform.</source>
        <translation>Das braucht die Verbindung zur Plattform.</translation>
    </message>
    <message>
        <source>Cancelling needs the permission run:cancel.</source>
        <translation>Abbrechen braucht die Berechtigung run:cancel.</translation>
    </message>
    <message>
        <source>The run failed: %1</source>
        <translation>Der Lauf ist gescheitert: %1</translation>
    </message>
    <message>
        <source>Look at the log for the first error, mend the cause and start the run again.</source>
        <translation>Suchen Sie im Protokoll den ersten Fehler, beheben Sie die Ursache und starten Sie den Lauf neu.</translation>
    </message>
    <message>
        <source>Cancel this run?</source>
        <translation>Diesen Lauf abbrechen?</translation>
    </message>
    <message>
        <source>It stops after the rows it is working on. Nothing is delivered, and it cannot be resumed; it can be started anew.</source>
        <translation>Er hält nach den Zeilen an, an denen er arbeitet. Nichts wird geliefert, und er lässt sich nicht fortsetzen; er kann neu gestartet werden.</translation>
    </message>
    <message>
        <source>Save the run&apos;s file</source>
        <translation>Datei des Laufs sichern</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gesichert als %1.</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Protokoll sichern</translation>
    </message>
    <message>
        <source>run-%1.log</source>
        <translation>lauf-%1.log</translation>
    </message>
    <message>
        <source>The log could not be written: %1</source>
        <translation>Das Protokoll konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Started by</source>
        <translation>Begonnen von</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>fetching data</source>
        <translation>holt Daten</translation>
    </message>
    <message>
        <source>checking input</source>
        <translation>prüft Eingabe</translation>
    </message>
    <message>
        <source>transforming</source>
        <translation>formt um</translation>
    </message>
    <message>
        <source>checking output</source>
        <translation>prüft Ausgabe</translation>
    </message>
    <message>
        <source>writing files</source>
        <translation>schreibt Dateien</translation>
    </message>
    <message>
        <source>delivering</source>
        <translation>liefert</translation>
    </message>
    <message>
        <source>waiting to retry</source>
        <translation>wartet auf neuen Versuch</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Initialise</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Fetch data</source>
        <translation>Daten holen</translation>
    </message>
    <message>
        <source>Pre-validation</source>
        <translation>Vorprüfung</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>Umformen</translation>
    </message>
    <message>
        <source>Post-validation</source>
        <translation>Nachprüfung</translation>
    </message>
    <message>
        <source>Artefacts</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Deliver</source>
        <translation>Liefern</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>RunsPage</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Start a run…</source>
        <translation>Lauf starten …</translation>
    </message>
    <message>
        <source>Report runs</source>
        <translation>Berichtsläufe</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>A run reads its source, checks the rows and writes the report&apos;s file. Runs appear here as soon as one is started.</source>
        <translation>Ein Lauf liest seine Quelle, prüft die Zeilen und schreibt die Datei des Berichts. Läufe erscheinen hier, sobald einer gestartet ist.</translation>
    </message>
    <message>
        <source>Find by report or person</source>
        <translation>Nach Bericht oder Person suchen</translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation>Läufe suchen</translation>
    </message>
    <message>
        <source>State of the runs</source>
        <translation>Zustand der Läufe</translation>
    </message>
    <message>
        <source>Starting a run needs the permission run:execute.</source>
        <translation>Einen Lauf zu starten braucht die Berechtigung run:execute.</translation>
    </message>
    <message>
        <source>Starting a run needs the connection to the platform.</source>
        <translation>Einen Lauf zu starten braucht die Verbindung zur Plattform.</translation>
    </message>
    <message>
        <source>Start a run (Ctrl+N)</source>
        <translation>Lauf starten (Strg+N)</translation>
    </message>
    <message>
        <source>There is no active report to run.</source>
        <translation>Es gibt keinen aktiven Bericht, der laufen könnte.</translation>
    </message>
    <message>
        <source>Ask an administrator to activate a report definition.</source>
        <translation>Bitten Sie die Administration, eine Berichtsdefinition zu aktivieren.</translation>
    </message>
    <message>
        <source>Reports that can be run</source>
        <translation>Berichte, die laufen können</translation>
    </message>
</context>
<context>
    <name>ScopeActions</name>
    <message>
        <source>Take off this device</source>
        <translation>Von diesem Gerät nehmen</translation>
    </message>
    <message>
        <source>Bring to this device</source>
        <translation>Auf dieses Gerät holen</translation>
    </message>
    <message>
        <source>Always keep</source>
        <translation>Immer behalten</translation>
    </message>
    <message>
        <source>Keep while there is room</source>
        <translation>Behalten, solange Platz ist</translation>
    </message>
    <message>
        <source>Choose a part of the data first.</source>
        <translation>Wählen Sie zuerst einen Teil der Daten.</translation>
    </message>
    <message>
        <source>It is not on this device.</source>
        <translation>Er ist nicht auf diesem Gerät.</translation>
    </message>
    <message>
        <source>It is on this device, or on its way.</source>
        <translation>Er ist auf diesem Gerät oder auf dem Weg dorthin.</translation>
    </message>
</context>
<context>
    <name>ScopeModel</name>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Confidential</source>
        <translation>Vertraulich</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>Beschränkt</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Intern</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>cut %1</source>
        <translation>Schnitt %1</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Being fetched</source>
        <translation>Wird geholt</translation>
    </message>
    <message>
        <source>Does not add up</source>
        <translation>Stimmt nicht überein</translation>
    </message>
    <message>
        <source>Being compared</source>
        <translation>Wird verglichen</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation>endete %1</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>ohne Ende</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Verified at</source>
        <translation>Geprüft bei</translation>
    </message>
    <message>
        <source>Readable offline until</source>
        <translation>Ohne Netz lesbar bis</translation>
    </message>
    <message>
        <source>Not on this device</source>
        <translation>Nicht auf diesem Gerät</translation>
    </message>
    <message>
        <source>Will be fetched</source>
        <translation>Wird noch geholt</translation>
    </message>
    <message>
        <source>Left to make room</source>
        <translation>Gegangen, um Platz zu machen</translation>
    </message>
    <message>
        <source>Taken off by you</source>
        <translation>Von Ihnen entfernt</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>While there is room</source>
        <translation>Solange Platz ist</translation>
    </message>
    <message>
        <source>Everything else on this device stands on this part.</source>
        <translation>Alles andere auf diesem Gerät baut auf diesem Teil auf.</translation>
    </message>
    <message>
        <source>It has changes that are not sent yet.</source>
        <translation>Er hat Änderungen, die noch nicht gesendet sind.</translation>
    </message>
    <message>
        <source>It has changes that wait for your decision, under Needs you.</source>
        <translation>Er hat Änderungen, die unter „Braucht Sie“ auf Ihre Entscheidung warten.</translation>
    </message>
    <message>
        <source>Work in it was set aside and is on this device alone.</source>
        <translation>Arbeit darin wurde beiseitegelegt und ist nur auf diesem Gerät.</translation>
    </message>
    <message>
        <source>A report in it is kept ready offline. End that first.</source>
        <translation>Ein Bericht darin wird offline bereitgehalten. Beenden Sie das zuerst.</translation>
    </message>
    <message>
        <source>The files of a report in it are kept here. Let them go first.</source>
        <translation>Die Dateien eines Berichts darin werden hier behalten. Geben Sie sie zuerst frei.</translation>
    </message>
    <message>
        <source>Stays here</source>
        <translation>Bleibt hier</translation>
    </message>
</context>
<context>
    <name>SecondStepScreen</name>
    <message>
        <source>One more step</source>
        <translation>Noch ein Schritt</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Notfallcode</translation>
    </message>
    <message>
        <source>Code of the app</source>
        <translation>Code der App</translation>
    </message>
    <message>
        <source>Type one of the recovery codes that you kept. It is used up by this.</source>
        <translation>Tippen Sie einen der Notfallcodes, die Sie aufbewahrt haben. Er ist damit verbraucht.</translation>
    </message>
    <message>
        <source>Your password is right. Type the six digits that your authenticator app shows for Tidemark.</source>
        <translation>Ihr Passwort stimmt. Tippen Sie die sechs Ziffern, die Ihre Authenticator-App für Tidemark zeigt.</translation>
    </message>
    <message>
        <source>Use the app instead</source>
        <translation>Stattdessen die App verwenden</translation>
    </message>
    <message>
        <source>Use a recovery code instead</source>
        <translation>Stattdessen einen Notfallcode verwenden</translation>
    </message>
    <message>
        <source>The code is missing.</source>
        <translation>Der Code fehlt.</translation>
    </message>
    <message>
        <source>Type it in.</source>
        <translation>Tippen Sie ihn ein.</translation>
    </message>
</context>
<context>
    <name>SecretClipboard</name>
    <message numerus="yes">
        <source>Copied. The clipboard is emptied after %n second(s).</source>
        <translation>
            <numerusform>Kopiert. Die Zwischenablage wird nach %n Sekunde geleert.</numerusform>
            <numerusform>Kopiert. Die Zwischenablage wird nach %n Sekunden geleert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SecurityCard</name>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>Turn on…</source>
        <translation>Einschalten…</translation>
    </message>
    <message>
        <source>Turn on the second factor</source>
        <translation>Zweiten Faktor einschalten</translation>
    </message>
    <message>
        <source>Turn off…</source>
        <translation>Ausschalten…</translation>
    </message>
    <message>
        <source>Turn off the second factor</source>
        <translation>Zweiten Faktor ausschalten</translation>
    </message>
    <message>
        <source>New recovery codes…</source>
        <translation>Neue Notfallcodes…</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>Recovery codes</source>
        <translation>Notfallcodes</translation>
    </message>
    <message>
        <source>Not known now</source>
        <translation>Zurzeit nicht bekannt</translation>
    </message>
    <message>
        <source>On: a code of your authenticator app is asked for at every sign-in</source>
        <translation>Ein: Bei jeder Anmeldung wird ein Code Ihrer Authenticator-App verlangt</translation>
    </message>
    <message>
        <source>This needs an answer of the platform.</source>
        <translation>Dafür muss die Plattform antworten.</translation>
    </message>
    <message>
        <source>Off: your password alone signs you in</source>
        <translation>Aus: Ihr Passwort allein meldet Sie an</translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>noch %n</numerusform>
            <numerusform>noch %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Your organization asks for a second factor.</source>
        <translation>Ihre Organisation verlangt einen zweiten Faktor.</translation>
    </message>
    <message>
        <source>Set up a second factor</source>
        <translation>Zweiten Faktor einrichten</translation>
    </message>
    <message>
        <source>New recovery codes</source>
        <translation>Neue Notfallcodes</translation>
    </message>
</context>
<context>
    <name>SecurityDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message>
        <source>Wiped</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>To be wiped</source>
        <translation>Wird gelöscht</translation>
    </message>
    <message>
        <source>You are here</source>
        <translation>Hier sind Sie</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Wrong password</source>
        <translation>Falsches Passwort</translation>
    </message>
    <message>
        <source>No such account</source>
        <translation>Kein solches Konto</translation>
    </message>
    <message>
        <source>Deactivated account</source>
        <translation>Deaktiviertes Konto</translation>
    </message>
    <message>
        <source>Locked for a while</source>
        <translation>Zeitweise gesperrt</translation>
    </message>
    <message>
        <source>Too many attempts</source>
        <translation>Zu viele Versuche</translation>
    </message>
    <message>
        <source>No password is set</source>
        <translation>Kein Passwort gesetzt</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Signed in at</source>
        <translation>Angemeldet um</translation>
    </message>
    <message>
        <source>Last active</source>
        <translation>Zuletzt aktiv</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message>
        <source>Sessions and devices</source>
        <translation>Sitzungen und Geräte</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>Teile dieser Seite</translation>
    </message>
    <message>
        <source>Your devices</source>
        <translation>Ihre Geräte</translation>
    </message>
    <message>
        <source>Your sign-ins</source>
        <translation>Ihre Anmeldungen</translation>
    </message>
    <message>
        <source>All sessions</source>
        <translation>Alle Sitzungen</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
</context>
<context>
    <name>SetAsideItems</name>
    <message>
        <source>You moved to another organization.</source>
        <translation>Sie sind in eine andere Organisation gewechselt.</translation>
    </message>
    <message>
        <source>Your account was switched off.</source>
        <translation>Ihr Konto wurde abgeschaltet.</translation>
    </message>
    <message>
        <source>Your permission for this change was taken away.</source>
        <translation>Ihre Berechtigung für diese Änderung wurde entzogen.</translation>
    </message>
    <message>
        <source>Your access ended.</source>
        <translation>Ihr Zugriff ist beendet.</translation>
    </message>
    <message>
        <source>Content removed</source>
        <translation>Inhalt entfernt</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>On this device only</source>
        <translation>Nur auf diesem Gerät</translation>
    </message>
    <message>
        <source>Rows of this class may not be kept after access ends. What you had written was removed from this device; only what it was about is left.</source>
        <translation>Zeilen dieser Klasse dürfen nach dem Ende des Zugriffs nicht bleiben. Was Sie geschrieben hatten, wurde von diesem Gerät entfernt; geblieben ist nur, worum es ging.</translation>
    </message>
    <message>
        <source>Sealed and handed over. Whoever is responsible for the rows decides. What you had written is no longer on this device.</source>
        <translation>Versiegelt und übergeben. Es entscheidet, wer für die Zeilen zuständig ist. Was Sie geschrieben hatten, ist nicht mehr auf diesem Gerät.</translation>
    </message>
    <message>
        <source>Sealed and handed over. Whoever is responsible for the rows decides. You may keep a copy of your own text.</source>
        <translation>Versiegelt und übergeben. Es entscheidet, wer für die Zeilen zuständig ist. Eine Kopie Ihres eigenen Textes dürfen Sie behalten.</translation>
    </message>
    <message>
        <source>It is sealed and handed over to whoever is responsible for the rows as soon as the platform is reached, and then removed from this device.</source>
        <translation>Es wird versiegelt und, sobald die Plattform erreicht ist, an die für die Zeilen Zuständigen übergeben; danach wird es von diesem Gerät entfernt.</translation>
    </message>
    <message>
        <source>It is sealed and handed over to whoever is responsible for the rows as soon as the platform is reached. You may keep a copy of your own text.</source>
        <translation>Es wird versiegelt und, sobald die Plattform erreicht ist, an die für die Zeilen Zuständigen übergeben. Eine Kopie Ihres eigenen Textes dürfen Sie behalten.</translation>
    </message>
</context>
<context>
    <name>SetAsideModel</name>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Rows of</source>
        <translation>Zeilen von</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Beiseitegelegt</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo sie ist</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>SetAsidePage</name>
    <message>
        <source>Rows of</source>
        <translation>Zeilen von</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Beiseitegelegt</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Hand over now</source>
        <translation>Jetzt übergeben</translation>
    </message>
    <message>
        <source>Work that you may no longer send</source>
        <translation>Arbeit, die Sie nicht mehr senden dürfen</translation>
    </message>
    <message>
        <source>Nothing was set aside</source>
        <translation>Nichts wurde beiseitegelegt</translation>
    </message>
    <message>
        <source>When your access to rows ends while changes to them wait on this device, those changes are kept here. They are not sent; you see what they were and what becomes of them.</source>
        <translation>Endet Ihr Zugriff auf Zeilen, während Änderungen daran auf diesem Gerät warten, bleiben diese Änderungen hier. Sie werden nicht gesendet; Sie sehen, was sie waren und was aus ihnen wird.</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen …</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Was daraus wird</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) written to %1.</source>
        <translation>
            <numerusform>%n Änderung nach %1 geschrieben.</numerusform>
            <numerusform>%n Änderungen nach %1 geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Files that they add are in a folder beside it.</source>
        <translation>Dateien, die dazu gehören, liegen in einem Ordner daneben.</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message numerus="yes">
        <source>%n on this device only</source>
        <translation>
            <numerusform>%n nur auf diesem Gerät</numerusform>
            <numerusform>%n nur auf diesem Gerät</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing that may be saved as a file.</source>
        <translation>Es gibt nichts, was als Datei gespeichert werden darf.</translation>
    </message>
    <message>
        <source>There is nothing left to hand over.</source>
        <translation>Es gibt nichts mehr zu übergeben.</translation>
    </message>
    <message>
        <source>Take off the list…</source>
        <translation>Von der Liste nehmen …</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) handed over.</source>
        <translation>
            <numerusform>%n Änderung übergeben.</numerusform>
            <numerusform>%n Änderungen übergeben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) could not be handed over.</source>
        <translation>
            <numerusform>%n Änderung konnte nicht übergeben werden.</numerusform>
            <numerusform>%n Änderungen konnten nicht übergeben werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>They add files that only this device has. Export them, or discard them.</source>
        <translation>Zu ihnen gehören Dateien, die nur dieses Gerät hat. Exportieren Sie sie, oder verwerfen Sie sie.</translation>
    </message>
    <message>
        <source>Export what was set aside</source>
        <translation>Beiseitegelegtes exportieren</translation>
    </message>
    <message>
        <source>Discard this change?</source>
        <translation>Diese Änderung verwerfen?</translation>
    </message>
    <message>
        <source>Take it off the list?</source>
        <translation>Von der Liste nehmen?</translation>
    </message>
    <message>
        <source>“%1” is on this device only. Once discarded, nobody can bring it back.</source>
        <translation>„%1“ ist nur auf diesem Gerät. Einmal verworfen, kann niemand sie zurückholen.</translation>
    </message>
    <message>
        <source>“%1” is no longer listed here. What was exported or handed over stays.</source>
        <translation>„%1“ steht dann nicht mehr hier. Was exportiert oder übergeben wurde, bleibt.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>Von der Liste nehmen</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation>Sperren nach</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) without input</source>
        <translation>
            <numerusform>%n Minute ohne Eingabe</numerusform>
            <numerusform>%n Minuten ohne Eingabe</numerusform>
        </translation>
    </message>
    <message>
        <source>Never by itself</source>
        <translation>Nie von selbst</translation>
    </message>
    <message>
        <source>The data on this device is also locked with your session, before the computer sleeps, and by Ctrl+L. Unlocking never needs the network.</source>
        <translation>Die Daten auf diesem Gerät werden auch mit Ihrer Sitzung gesperrt, bevor der Rechner schläft, und mit Strg+L. Entsperren braucht nie das Netz.</translation>
    </message>
    <message>
        <source>Account and device</source>
        <translation>Konto und Gerät</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Key of the store</source>
        <translation>Schlüssel zum Speicher</translation>
    </message>
    <message>
        <source>Sync details</source>
        <translation>Abgleich im Einzelnen</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License 3 or later</source>
        <translation>Freie Software unter der GNU General Public License 3 oder neuer</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Licences of the parts</source>
        <translation>Lizenzen der Bestandteile</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>In the keyring of this system</source>
        <translation>Im Schlüsselbund dieses Systems</translation>
    </message>
    <message>
        <source>Behind your passphrase</source>
        <translation>Hinter Ihrer Passphrase</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keiner</translation>
    </message>
    <message>
        <source>&amp;Icon with how sync stands, where the system has a tray</source>
        <translation>&amp;Symbol im Infobereich des Systems</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Infobereich</translation>
    </message>
</context>
<context>
    <name>SheetDelegate</name>
    <message>
        <source>%1, row %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>“%1” is not a choice for %2 here.</source>
        <translation>„%1“ steht hier für %2 nicht zur Auswahl.</translation>
    </message>
    <message>
        <source>Press Alt+Down for the choices, or Escape to keep what was there.</source>
        <translation>Alt+Unten zeigt die Auswahl, Escape behält, was da war.</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
</context>
<context>
    <name>SheetView</name>
    <message>
        <source>This report is locked; its rows can be read and copied only.</source>
        <translation>Dieser Bericht ist gesperrt; seine Zeilen können nur gelesen und kopiert werden.</translation>
    </message>
    <message>
        <source>There is no text or table on the clipboard.</source>
        <translation>In der Zwischenablage ist weder Text noch Tabelle.</translation>
    </message>
    <message>
        <source>Nothing of the clipboard fits here.</source>
        <translation>Nichts aus der Zwischenablage passt hierher.</translation>
    </message>
    <message>
        <source>Paste 1 row</source>
        <translation>1 Zeile einfügen</translation>
    </message>
    <message>
        <source>Paste %1 rows</source>
        <translation>%1 Zeilen einfügen</translation>
    </message>
    <message>
        <source>Clear cells</source>
        <translation>Zellen leeren</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>Nach unten füllen</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Columns of %1</source>
        <translation>Spalten von %1</translation>
    </message>
    <message>
        <source>Rows of %1</source>
        <translation>Zeilen von %1</translation>
    </message>
    <message>
        <source>Select all cells</source>
        <translation>Alle Zellen auswählen</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Theme: %1</source>
        <translation>Farbschema: %1</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>Abmelden …</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>Abmelden?</translation>
    </message>
    <message>
        <source>The copy of your data on this device is removed. Everything that was sent stays on the platform.</source>
        <translation>Die Kopie Ihrer Daten auf diesem Gerät wird entfernt. Alles, was gesendet wurde, bleibt auf der Plattform.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign out and lose unsent changes?</source>
        <translation>Abmelden und nicht gesendete Änderungen verlieren?</translation>
    </message>
    <message>
        <source>Discard and sign out</source>
        <translation>Verwerfen und abmelden</translation>
    </message>
    <message>
        <source>needs %1</source>
        <translation>braucht %1</translation>
    </message>
    <message>
        <source>Sign out and lose what was set aside?</source>
        <translation>Abmelden und Beiseitegelegtes verlieren?</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Strg+K</translation>
    </message>
    <message>
        <source>Quick open: pages, reports, runs, commands</source>
        <translation>Schnellzugriff: Seiten, Berichte, Läufe, Befehle</translation>
    </message>
    <message>
        <source>Ctrl+1 … Ctrl+9</source>
        <translation>Strg+1 … Strg+9</translation>
    </message>
    <message>
        <source>Pages in the order of the rail</source>
        <translation>Seiten in der Reihenfolge der Leiste</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Links</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>F6</source>
        <translation>F6</translation>
    </message>
    <message>
        <source>Next area: rail, page, top bar</source>
        <translation>Nächster Bereich: Leiste, Seite, Kopfzeile</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Strg+F</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>In der Liste suchen</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation>Strg+N</translation>
    </message>
    <message>
        <source>Start a run</source>
        <translation>Lauf starten</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Strg+,</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Strg+L</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Diese Übersicht</translation>
    </message>
    <message>
        <source>Schedule of a report</source>
        <translation>Aufstellung eines Berichts</translation>
    </message>
    <message>
        <source>F2 or typing</source>
        <translation>F2 oder tippen</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>Zelle bearbeiten</translation>
    </message>
    <message>
        <source>Enter, Tab</source>
        <translation>Eingabe, Tab</translation>
    </message>
    <message>
        <source>Take what was typed; down, on</source>
        <translation>Eingabe übernehmen; nach unten, weiter</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Escape</translation>
    </message>
    <message>
        <source>Keep what was there</source>
        <translation>Behalten, was da war</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Unten</translation>
    </message>
    <message>
        <source>Choices of the cell</source>
        <translation>Auswahl der Zelle</translation>
    </message>
    <message>
        <source>Ctrl+C, Ctrl+X, Ctrl+V</source>
        <translation>Strg+C, Strg+X, Strg+V</translation>
    </message>
    <message>
        <source>Copy, cut, paste from Excel</source>
        <translation>Kopieren, ausschneiden, aus Excel einfügen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Strg+Umschalt+C</translation>
    </message>
    <message>
        <source>Copy with the heads</source>
        <translation>Mit Köpfen kopieren</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Strg+D</translation>
    </message>
    <message>
        <source>Fill down</source>
        <translation>Nach unten füllen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Clear the cells</source>
        <translation>Zellen leeren</translation>
    </message>
    <message>
        <source>Ctrl++, Ctrl+−</source>
        <translation>Strg++, Strg+−</translation>
    </message>
    <message>
        <source>Add a row, delete rows</source>
        <translation>Zeile anfügen, Zeilen löschen</translation>
    </message>
    <message>
        <source>Ctrl+Z, Ctrl+Y</source>
        <translation>Strg+Z, Strg+Y</translation>
    </message>
    <message>
        <source>Undo, redo</source>
        <translation>Rückgängig, wiederholen</translation>
    </message>
    <message>
        <source>F8</source>
        <translation>F8</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>Nächstes Problem</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Server address</source>
        <translation>Serveradresse</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>The short name of your organization&apos;s space, such as “acme”.</source>
        <translation>Der Kurzname des Bereichs Ihrer Organisation, etwa „acme“.</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>name@company.com</source>
        <translation>name@firma.de</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in to Tidemark</source>
        <translation>Bei Tidemark anmelden</translation>
    </message>
    <message>
        <source>Asking what is there…</source>
        <translation>Es wird gefragt, was dort ist …</translation>
    </message>
    <message>
        <source>Something else than Tidemark answers there.</source>
        <translation>Dort antwortet etwas anderes als Tidemark.</translation>
    </message>
    <message>
        <source>It is tried again by itself.</source>
        <translation>Es wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>%1 %2 answers.</source>
        <translation>%1 %2 antwortet.</translation>
    </message>
    <message>
        <source>Demo platform: sign in with one click</source>
        <translation>Demo-Plattform: mit einem Klick anmelden</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 fehlt.</translation>
    </message>
    <message>
        <source>Fill it in.</source>
        <translation>Füllen Sie das Feld aus.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Anmeldung läuft …</translation>
    </message>
    <message>
        <source>Connection settings</source>
        <translation>Verbindungseinstellungen</translation>
    </message>
    <message>
        <source>Forgotten password</source>
        <translation>Passwort vergessen</translation>
    </message>
</context>
<context>
    <name>SignInsPart</name>
    <message>
        <source>Sign-ins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>Find a login or an address</source>
        <translation>Anmeldename oder Adresse suchen</translation>
    </message>
    <message>
        <source>Find sign-ins</source>
        <translation>Anmeldungen suchen</translation>
    </message>
    <message>
        <source>Result of the attempts</source>
        <translation>Ergebnis der Versuche</translation>
    </message>
    <message>
        <source>All attempts</source>
        <translation>Alle Versuche</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>No sign-in fits</source>
        <translation>Keine Anmeldung passt</translation>
    </message>
    <message>
        <source>Every attempt is kept here, also the refused ones. Try another search or filter.</source>
        <translation>Jeder Versuch ist hier verzeichnet, auch die abgelehnten. Versuchen Sie eine andere Suche.</translation>
    </message>
</context>
<context>
    <name>SignUpsPart</name>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Admitted</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Angefragt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Entschieden</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden von</translation>
    </message>
    <message>
        <source>Requests for an account</source>
        <translation>Anfragen nach einem Konto</translation>
    </message>
    <message>
        <source>State of the requests</source>
        <translation>Zustand der Anfragen</translation>
    </message>
    <message>
        <source>That wait</source>
        <translation>Wartende</translation>
    </message>
    <message>
        <source>All requests</source>
        <translation>Alle Anfragen</translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation>Niemand wartet</translation>
    </message>
    <message>
        <source>Who signs up in the customer portal without an invitation is listed here until an administrator admits or refuses them.</source>
        <translation>Wer sich im Kundenportal ohne Einladung registriert, steht hier, bis die Administration aufnimmt oder ablehnt.</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>Ablehnen …</translation>
    </message>
    <message>
        <source>Admit…</source>
        <translation>Aufnehmen …</translation>
    </message>
    <message>
        <source>Choose a request first.</source>
        <translation>Wählen Sie zuerst eine Anfrage.</translation>
    </message>
    <message>
        <source>This request is decided already.</source>
        <translation>Über diese Anfrage ist schon entschieden.</translation>
    </message>
    <message>
        <source>%1 can sign in now.</source>
        <translation>%1 kann sich jetzt anmelden.</translation>
    </message>
    <message>
        <source>Refuse an account to %1?</source>
        <translation>%1 ein Konto verweigern?</translation>
    </message>
    <message>
        <source>They are not told. They can ask again later.</source>
        <translation>Sie erfahren nichts davon. Sie können später noch einmal anfragen.</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>The request is refused.</source>
        <translation>Die Anfrage ist abgelehnt.</translation>
    </message>
</context>
<context>
    <name>StaleDialog</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Changed meanwhile</source>
        <translation>Inzwischen geändert</translation>
    </message>
    <message>
        <source>Save mine over it</source>
        <translation>Meines darüber speichern</translation>
    </message>
    <message>
        <source>Somebody else saved this record after you opened it. Nothing of yours is lost: look at what is different, then save over it or go back.</source>
        <translation>Jemand anderes hat diesen Datensatz gespeichert, nachdem Sie ihn geöffnet hatten. Nichts von Ihnen ist verloren: sehen Sie sich die Unterschiede an, dann speichern Sie darüber oder gehen zurück.</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>When you opened it</source>
        <translation>Beim Öffnen</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihres</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie es ist</translation>
    </message>
</context>
<context>
    <name>StandingNotices</name>
    <message>
        <source>Number for support: %1.</source>
        <translation>Nummer für den Support: %1.</translation>
    </message>
    <message>
        <source>Looking for the platform stood still and was begun anew several times.</source>
        <translation>Die Suche nach der Plattform stand still und wurde mehrmals neu begonnen.</translation>
    </message>
    <message>
        <source>Moving files stood still and was begun anew several times.</source>
        <translation>Das Übertragen von Dateien stand still und wurde mehrmals neu begonnen.</translation>
    </message>
    <message>
        <source>The server was restored to %1.</source>
        <translation>Der Server wurde auf den Stand von %1 zurückgesetzt.</translation>
    </message>
    <message>
        <source>The server was restored from a backup.</source>
        <translation>Der Server wurde aus einer Sicherung wiederhergestellt.</translation>
    </message>
    <message>
        <source>Nothing of yours was lost by it.</source>
        <translation>Von Ihnen ging dabei nichts verloren.</translation>
    </message>
    <message numerus="yes">
        <source>%n of your changes that it had lost are sent again.</source>
        <translation>
            <numerusform>%n Ihrer Änderungen, die dabei verloren ging, wird noch einmal gesendet.</numerusform>
            <numerusform>%n Ihrer Änderungen, die dabei verloren gingen, werden noch einmal gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>The store of your unsent work was damaged. All of it was brought back.</source>
        <translation>Der Speicher Ihrer ungesendeten Arbeit war beschädigt. Alles wurde zurückgeholt.</translation>
    </message>
    <message numerus="yes">
        <source>The store of your unsent work was damaged. %n change(s) cannot be read any more.</source>
        <translation>
            <numerusform>Der Speicher Ihrer ungesendeten Arbeit war beschädigt. %n Änderung ist nicht mehr lesbar.</numerusform>
            <numerusform>Der Speicher Ihrer ungesendeten Arbeit war beschädigt. %n Änderungen sind nicht mehr lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>The store of your unsent work was damaged. The last changes may be missing.</source>
        <translation>Der Speicher Ihrer ungesendeten Arbeit war beschädigt. Die letzten Änderungen fehlen vielleicht.</translation>
    </message>
    <message>
        <source>Compare your pending changes with what you did.</source>
        <translation>Vergleichen Sie Ihre wartenden Änderungen mit dem, was Sie getan haben.</translation>
    </message>
    <message>
        <source>A backup of %1 helped. Compare your pending changes with what you did since.</source>
        <translation>Eine Sicherung von %1 half. Vergleichen Sie Ihre wartenden Änderungen mit dem, was Sie seither getan haben.</translation>
    </message>
    <message>
        <source>Your work is safe on this device. Run the checks and send the support bundle if this stays.</source>
        <translation>Ihre Arbeit ist auf diesem Gerät sicher. Starten Sie die Prüfungen, und senden Sie das Support-Paket, wenn das so bleibt.</translation>
    </message>
    <message>
        <source>Receiving changes stood still and was begun anew several times.</source>
        <translation>Das Empfangen von Änderungen stand still und wurde mehrmals neu begonnen.</translation>
    </message>
    <message>
        <source>Sending changes stood still and was begun anew several times.</source>
        <translation>Das Senden von Änderungen stand still und wurde mehrmals neu begonnen.</translation>
    </message>
    <message>
        <source>Something happened that this version has no words for: %1.</source>
        <translation>Es geschah etwas, wofür diese Version keine Worte hat: %1.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) saved on this device</source>
        <translation>
            <numerusform>%n Änderung auf diesem Gerät gespeichert</numerusform>
            <numerusform>%n Änderungen auf diesem Gerät gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source>Receiving %1 of %2</source>
        <translation>Empfange %1 von %2</translation>
    </message>
    <message>
        <source>Checking the mirror</source>
        <translation>Spiegel wird geprüft</translation>
    </message>
    <message>
        <source>Repairing the mirror</source>
        <translation>Spiegel wird repariert</translation>
    </message>
    <message>
        <source>Receiving changes</source>
        <translation>Empfange Änderungen</translation>
    </message>
    <message>
        <source>This network asks you to sign in</source>
        <translation>Dieses Netzwerk verlangt eine Anmeldung</translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <translation>Offline seit %1</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Sync is on hold</source>
        <translation>Abgleich ruht</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Needs a passphrase</source>
        <translation>Braucht eine Passphrase</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>The store on this device is damaged</source>
        <translation>Der Speicher dieses Geräts ist beschädigt</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) you</source>
        <translation>
            <numerusform>%n braucht Sie</numerusform>
            <numerusform>%n brauchen Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pending</source>
        <translation>
            <numerusform>%n ausstehend</numerusform>
            <numerusform>%n ausstehend</numerusform>
        </translation>
    </message>
    <message>
        <source>The clock of this device is off by %1</source>
        <translation>Die Uhr dieses Geräts geht um %1 falsch</translation>
    </message>
    <message>
        <source>Mirror as of %1, verified</source>
        <translation>Spiegel von %1, geprüft</translation>
    </message>
    <message>
        <source>Mirror as of %1, not verified</source>
        <translation>Spiegel von %1, nicht geprüft</translation>
    </message>
    <message>
        <source>Next try %1</source>
        <translation>Nächster Versuch %1</translation>
    </message>
    <message>
        <source>Live by asking</source>
        <translation>Live durch Nachfragen</translation>
    </message>
    <message>
        <source>Live, under 1 ms</source>
        <translation>Live, unter 1 ms</translation>
    </message>
    <message>
        <source>Live, %1 ms</source>
        <translation>Live, %1 ms</translation>
    </message>
    <message>
        <source>No background program</source>
        <translation>Kein Hintergrundprogramm</translation>
    </message>
    <message>
        <source>connecting again</source>
        <translation>wird neu verbunden</translation>
    </message>
    <message>
        <source>Mirror %1 · %2 rows</source>
        <translation>Spiegel %1 · %2 Zeilen</translation>
    </message>
    <message>
        <source>Working offline</source>
        <translation>Arbeit ohne Netz</translation>
    </message>
</context>
<context>
    <name>StepStrip</name>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
</context>
<context>
    <name>SubmitDialog</name>
    <message>
        <source>Sign and submit</source>
        <translation>Zeichnen und einreichen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Go to the first problem</source>
        <translation>Zum ersten Problem</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Rows of fuel supply</source>
        <translation>Zeilen der Kraftstofflieferung</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Warnings that stay</source>
        <translation>Warnungen, die bleiben</translation>
    </message>
    <message>
        <source>I sign this report</source>
        <translation>Ich zeichne diesen Bericht</translation>
    </message>
    <message>
        <source>Needed to submit</source>
        <translation>Zum Einreichen nötig</translation>
    </message>
    <message>
        <source>What it says is true and complete as far as I know, and I may sign for %1. After submitting it is locked until the reviewer returns it.</source>
        <translation>Was er sagt, ist nach meinem Wissen wahr und vollständig, und ich darf für %1 zeichnen. Nach dem Einreichen ist er gesperrt, bis die prüfende Stelle ihn zurückgibt.</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Einreichen</translation>
    </message>
</context>
<context>
    <name>SubmitFlow</name>
    <message>
        <source>Only a draft can be submitted.</source>
        <translation>Nur ein Entwurf kann eingereicht werden.</translation>
    </message>
    <message>
        <source>The schedule has no rows yet. Enter what was supplied.</source>
        <translation>Die Aufstellung hat noch keine Zeilen. Tragen Sie ein, was geliefert wurde.</translation>
    </message>
    <message>
        <source>1 error must be corrected first.</source>
        <translation>Zuerst muss 1 Fehler behoben werden.</translation>
    </message>
    <message>
        <source>%1 errors must be corrected first.</source>
        <translation>Zuerst müssen %1 Fehler behoben werden.</translation>
    </message>
    <message>
        <source>A change of yours was not taken. Open “Needs you” and decide about it first.</source>
        <translation>Eine Ihrer Änderungen wurde nicht angenommen. Öffnen Sie „Braucht Sie“ und entscheiden Sie zuerst darüber.</translation>
    </message>
    <message>
        <source>Waiting for the platform: there is no connection. Your changes are safe on this device; the report is submitted as soon as the platform answers.</source>
        <translation>Wartet auf die Plattform: Es besteht keine Verbindung. Ihre Änderungen sind auf diesem Gerät sicher; der Bericht wird eingereicht, sobald die Plattform antwortet.</translation>
    </message>
    <message>
        <source>Waiting until the platform has confirmed your last changes…</source>
        <translation>Wartet, bis die Plattform Ihre letzten Änderungen bestätigt hat …</translation>
    </message>
    <message>
        <source>Submitting…</source>
        <translation>Wird eingereicht …</translation>
    </message>
    <message>
        <source>The report is submitted.</source>
        <translation>Der Bericht ist eingereicht.</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) of this report are open. Decide in “Needs you” first.</source>
        <translation>
            <numerusform>%n Konflikt dieses Berichts ist offen. Entscheiden Sie zuerst unter „Braucht Sie“.</numerusform>
            <numerusform>%n Konflikte dieses Berichts sind offen. Entscheiden Sie zuerst unter „Braucht Sie“.</numerusform>
        </translation>
    </message>
    <message>
        <source>Submitting needs the permission report:submit. Ask an administrator.</source>
        <translation>Einreichen braucht die Berechtigung report:submit. Fragen Sie die Administration.</translation>
    </message>
</context>
<context>
    <name>SummaryPane</name>
    <message>
        <source>Summary</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Units by category</source>
        <translation>Einheiten nach Kategorie</translation>
    </message>
    <message>
        <source>Line 22 · balance at March 31, %1</source>
        <translation>Zeile 22 · Saldo am 31. März %1</translation>
    </message>
    <message>
        <source>Line 22, balance: %1</source>
        <translation>Zeile 22, Saldo: %1</translation>
    </message>
    <message>
        <source>computed on this device, rules %1</source>
        <translation>auf diesem Gerät, Regeln %1</translation>
    </message>
    <message>
        <source>as stored by the platform</source>
        <translation>wie auf der Plattform gespeichert</translation>
    </message>
    <message>
        <source>Line %1, %2: %3</source>
        <translation>Zeile %1, %2: %3</translation>
    </message>
    <message>
        <source>%1 · 1 row</source>
        <translation>%1 · 1 Zeile</translation>
    </message>
    <message>
        <source>%1 · %2 rows</source>
        <translation>%1 · %2 Zeilen</translation>
    </message>
</context>
<context>
    <name>SummaryTab</name>
    <message>
        <source>Summary of the report</source>
        <translation>Übersicht des Berichts</translation>
    </message>
    <message>
        <source>Low carbon fuel target, lines 12 to 22</source>
        <translation>Ziel für CO₂-arme Kraftstoffe, Zeilen 12 bis 22</translation>
    </message>
    <message>
        <source>Line %1, %2: %3</source>
        <translation>Zeile %1, %2: %3</translation>
    </message>
</context>
<context>
    <name>Supply</name>
    <message>
        <source>Fuel type</source>
        <translation>Kraftstoff</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Vorschrift</translation>
    </message>
    <message>
        <source>End use</source>
        <translation>Endnutzung</translation>
    </message>
    <message>
        <source>Fuel code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einh.</translation>
    </message>
    <message>
        <source>Name of other fuel</source>
        <translation>Name des anderen Kraftstoffs</translation>
    </message>
    <message>
        <source>Energy density</source>
        <translation>Energiedichte</translation>
    </message>
    <message>
        <source>CI</source>
        <translation>CI</translation>
    </message>
    <message>
        <source>EER</source>
        <translation>EER</translation>
    </message>
    <message>
        <source>Compliance units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Made in Canada</source>
        <translation>In Kanada hergestellt</translation>
    </message>
    <message>
        <source>Supplied in Q1</source>
        <translation>In Q1 geliefert</translation>
    </message>
    <message>
        <source>a fuel type is required</source>
        <translation>ein Kraftstoff ist nötig</translation>
    </message>
    <message>
        <source>a category is required</source>
        <translation>eine Kategorie ist nötig</translation>
    </message>
    <message>
        <source>a provision is required</source>
        <translation>eine Vorschrift ist nötig</translation>
    </message>
    <message>
        <source>an end use is required</source>
        <translation>eine Endnutzung ist nötig</translation>
    </message>
    <message>
        <source>this provision needs a fuel code</source>
        <translation>diese Vorschrift braucht einen Kraftstoffcode</translation>
    </message>
    <message>
        <source>a quantity above 0 is required</source>
        <translation>eine Menge über 0 ist nötig</translation>
    </message>
    <message>
        <source>the other fuel needs a name</source>
        <translation>der andere Kraftstoff braucht einen Namen</translation>
    </message>
    <message>
        <source>the other fuel needs an energy density</source>
        <translation>der andere Kraftstoff braucht eine Energiedichte</translation>
    </message>
    <message>
        <source>“%1” is not a fuel type</source>
        <translation>„%1“ ist kein Kraftstoff</translation>
    </message>
    <message>
        <source>there is no fuel code “%1”</source>
        <translation>es gibt keinen Kraftstoffcode „%1“</translation>
    </message>
    <message>
        <source>%1 cannot be reported for %2</source>
        <translation>%1 kann für %2 nicht gemeldet werden</translation>
    </message>
    <message>
        <source>“%1” does not go with %2</source>
        <translation>„%1“ passt nicht zu %2</translation>
    </message>
    <message>
        <source>%1 is not a code of %2</source>
        <translation>%1 ist kein Code von %2</translation>
    </message>
    <message>
        <source>%1 is not in effect in %2</source>
        <translation>%1 gilt nicht in %2</translation>
    </message>
    <message>
        <source>%1 is not approved</source>
        <translation>%1 ist nicht genehmigt</translation>
    </message>
    <message>
        <source>the provision “%1” does not use a fuel code</source>
        <translation>die Vorschrift „%1“ nutzt keinen Kraftstoffcode</translation>
    </message>
    <message>
        <source>must be above 0, not %1</source>
        <translation>muss über 0 sein, nicht %1</translation>
    </message>
    <message>
        <source>must be a whole number, not %1</source>
        <translation>muss eine ganze Zahl sein, nicht %1</translation>
    </message>
    <message>
        <source>%1 is over the limit of %2</source>
        <translation>%1 liegt über der Grenze von %2</translation>
    </message>
    <message>
        <source>says the same as row %1; add the quantities into one row</source>
        <translation>sagt dasselbe wie Zeile %1; fassen Sie die Mengen in einer Zeile zusammen</translation>
    </message>
    <message>
        <source>%1 has no target for %2</source>
        <translation>%1 hat kein Ziel für %2</translation>
    </message>
    <message>
        <source>%1 is unusually large; check the unit</source>
        <translation>%1 ist ungewöhnlich groß; prüfen Sie die Einheit</translation>
    </message>
    <message>
        <source>no compliance units can be calculated for this row</source>
        <translation>für diese Zeile lassen sich keine Einheiten berechnen</translation>
    </message>
    <message>
        <source>Row %1, %2: %3.</source>
        <translation>Zeile %1, %2: %3.</translation>
    </message>
</context>
<context>
    <name>SupplyGridModel</name>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>Changed by somebody else too. Open “Needs you” to choose.</source>
        <translation>Auch von jemand anderem geändert. Wählen Sie unter „Braucht Sie“.</translation>
    </message>
    <message>
        <source>Saved on this device, not yet confirmed by the platform.</source>
        <translation>Auf diesem Gerät gespeichert, von der Plattform noch nicht bestätigt.</translation>
    </message>
    <message>
        <source>Only the provision “Fuel code” takes a code.</source>
        <translation>Nur die Vorschrift „Fuel code“ nimmt einen Code.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Empty row</source>
        <translation>Leere Zeile</translation>
    </message>
    <message>
        <source>Add row</source>
        <translation>Zeile anfügen</translation>
    </message>
    <message>
        <source>Add %1 rows</source>
        <translation>%1 Zeilen anfügen</translation>
    </message>
    <message>
        <source>Delete row</source>
        <translation>Zeile löschen</translation>
    </message>
    <message>
        <source>Delete %1 rows</source>
        <translation>%1 Zeilen löschen</translation>
    </message>
</context>
<context>
    <name>SupplyTab</name>
    <message>
        <source>Fuel supply schedule</source>
        <translation>Aufstellung der Kraftstofflieferung</translation>
    </message>
    <message>
        <source>Add rows</source>
        <translation>Zeilen anfügen</translation>
    </message>
    <message>
        <source>1 row below</source>
        <translation>1 Zeile darunter</translation>
    </message>
    <message>
        <source>%1 rows below</source>
        <translation>%1 Zeilen darunter</translation>
    </message>
    <message>
        <source>Delete selected rows	Ctrl+−</source>
        <translation>Ausgewählte Zeilen löschen	Strg+−</translation>
    </message>
    <message>
        <source>Paste preview</source>
        <translation>Einfüge-Vorschau</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter rows</source>
        <translation>Zeilen filtern</translation>
    </message>
    <message>
        <source>1 cell was left as it is: somebody else has changed it since.</source>
        <translation>1 Zelle blieb, wie sie ist: Jemand anderes hat sie seither geändert.</translation>
    </message>
    <message>
        <source>%1 cells were left as they are: somebody else has changed them since.</source>
        <translation>%1 Zellen blieben, wie sie sind: Jemand anderes hat sie seither geändert.</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1 · %2 selected</source>
        <translation>%1 · %2 ausgewählt</translation>
    </message>
    <message>
        <source>1 row pasted.</source>
        <translation>1 Zeile eingefügt.</translation>
    </message>
    <message>
        <source>%1 rows pasted.</source>
        <translation>%1 Zeilen eingefügt.</translation>
    </message>
    <message>
        <source> Columns were found by their heads.</source>
        <translation> Die Spalten wurden an ihren Köpfen erkannt.</translation>
    </message>
    <message>
        <source>Ctrl+Z takes the paste back.</source>
        <translation>Strg+Z nimmt das Einfügen zurück.</translation>
    </message>
</context>
<context>
    <name>SupportDialog</name>
    <message>
        <source>Support bundle</source>
        <translation>Supportpaket</translation>
    </message>
    <message>
        <source>This is all there is in it; values of rows are never part of it. Read it, then save or copy it. Nothing is sent from here.</source>
        <translation>Das ist alles, was darin steht; Werte von Zeilen gehören nie dazu. Lesen Sie es, dann sichern oder kopieren Sie es. Von hier wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Leave out names, addresses and ids of persons</source>
        <translation>Namen, Adressen und Kennungen von Personen weglassen</translation>
    </message>
    <message>
        <source>Contents of the support bundle</source>
        <translation>Inhalt des Supportpakets</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Sichern …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Save the support bundle</source>
        <translation>Supportpaket sichern</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gesichert als %1.</translation>
    </message>
    <message>
        <source>The file could not be written: %1.</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Time that the bundle covers</source>
        <translation>Zeit, die das Paket umfasst</translation>
    </message>
    <message>
        <source>Everything there is</source>
        <translation>Alles, was es gibt</translation>
    </message>
    <message>
        <source>The last hour</source>
        <translation>Die letzte Stunde</translation>
    </message>
    <message>
        <source>The last day</source>
        <translation>Der letzte Tag</translation>
    </message>
    <message>
        <source>The last week</source>
        <translation>Die letzte Woche</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Wartende</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
</context>
<context>
    <name>SyncActivity</name>
    <message>
        <source>Online; changes come at once.</source>
        <translation>Am Netz; Änderungen kommen sofort.</translation>
    </message>
    <message>
        <source>Online, without the live channel.</source>
        <translation>Am Netz, ohne den Live-Kanal.</translation>
    </message>
    <message>
        <source>The network asks for a sign-in first.</source>
        <translation>Das Netz verlangt zuerst eine Anmeldung.</translation>
    </message>
    <message>
        <source>Offline.</source>
        <translation>Ohne Netz.</translation>
    </message>
    <message>
        <source>Work offline was switched on.</source>
        <translation>Arbeit ohne Netz wurde eingeschaltet.</translation>
    </message>
    <message>
        <source>Work offline was switched off.</source>
        <translation>Arbeit ohne Netz wurde ausgeschaltet.</translation>
    </message>
    <message>
        <source>A session with the platform began.</source>
        <translation>Eine Sitzung mit der Plattform begann.</translation>
    </message>
    <message>
        <source>A page of the first copy is here.</source>
        <translation>Eine Seite der ersten Kopie ist da.</translation>
    </message>
    <message>
        <source>Changes of others are here.</source>
        <translation>Änderungen anderer sind da.</translation>
    </message>
    <message>
        <source>A part of the data is complete.</source>
        <translation>Ein Teil der Daten ist vollständig.</translation>
    </message>
    <message>
        <source>Values of new columns are here.</source>
        <translation>Werte neuer Spalten sind da.</translation>
    </message>
    <message>
        <source>Nothing could be received.</source>
        <translation>Nichts konnte empfangen werden.</translation>
    </message>
    <message>
        <source>An answer did not fit and was put aside.</source>
        <translation>Eine Antwort passte nicht und wurde beiseitegelegt.</translation>
    </message>
    <message>
        <source>A change was saved on this device.</source>
        <translation>Eine Änderung wurde auf diesem Gerät gespeichert.</translation>
    </message>
    <message>
        <source>Changes were sent.</source>
        <translation>Änderungen wurden gesendet.</translation>
    </message>
    <message>
        <source>The platform took changes over.</source>
        <translation>Die Plattform hat Änderungen übernommen.</translation>
    </message>
    <message>
        <source>A change is in conflict.</source>
        <translation>Eine Änderung steht im Konflikt.</translation>
    </message>
    <message>
        <source>A change was refused.</source>
        <translation>Eine Änderung wurde abgelehnt.</translation>
    </message>
    <message>
        <source>A part of a change is in conflict.</source>
        <translation>Ein Teil einer Änderung steht im Konflikt.</translation>
    </message>
    <message>
        <source>The platform could not carry out a change.</source>
        <translation>Die Plattform konnte eine Änderung nicht ausführen.</translation>
    </message>
    <message>
        <source>Changes could not be sent.</source>
        <translation>Änderungen konnten nicht gesendet werden.</translation>
    </message>
    <message>
        <source>A part of the data does not add up.</source>
        <translation>Ein Teil der Daten stimmt nicht überein.</translation>
    </message>
    <message>
        <source>A part is compared row by row.</source>
        <translation>Ein Teil wird Zeile für Zeile verglichen.</translation>
    </message>
    <message>
        <source>A part is fetched anew.</source>
        <translation>Ein Teil wird neu geholt.</translation>
    </message>
    <message>
        <source>A part was repaired too often today; it is left.</source>
        <translation>Ein Teil wurde heute zu oft repariert; er bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>A part was compared and repaired.</source>
        <translation>Ein Teil wurde verglichen und repariert.</translation>
    </message>
    <message>
        <source>A part adds up again.</source>
        <translation>Ein Teil stimmt wieder überein.</translation>
    </message>
    <message>
        <source>The platform was restored; changes are sent again.</source>
        <translation>Die Plattform wurde wiederhergestellt; Änderungen werden erneut gesendet.</translation>
    </message>
    <message>
        <source>You may read another part.</source>
        <translation>Sie dürfen einen weiteren Teil lesen.</translation>
    </message>
    <message>
        <source>You may no longer read a part; it was removed.</source>
        <translation>Sie dürfen einen Teil nicht mehr lesen; er wurde entfernt.</translation>
    </message>
    <message>
        <source>The platform was told what was removed.</source>
        <translation>Der Plattform wurde gemeldet, was entfernt wurde.</translation>
    </message>
    <message>
        <source>Parts are locked by their lease.</source>
        <translation>Teile sind durch ihre Frist gesperrt.</translation>
    </message>
    <message>
        <source>A part was locked for too long; it was removed.</source>
        <translation>Ein Teil war zu lange gesperrt; er wurde entfernt.</translation>
    </message>
    <message>
        <source>A locked part could not be removed.</source>
        <translation>Ein gesperrter Teil konnte nicht entfernt werden.</translation>
    </message>
    <message>
        <source>A file was sent.</source>
        <translation>Eine Datei wurde gesendet.</translation>
    </message>
    <message>
        <source>A file was fetched.</source>
        <translation>Eine Datei wurde geholt.</translation>
    </message>
    <message>
        <source>A file could not be moved.</source>
        <translation>Eine Datei konnte nicht übertragen werden.</translation>
    </message>
    <message>
        <source>The stores are under new keys.</source>
        <translation>Die Speicher stehen unter neuen Schlüsseln.</translation>
    </message>
    <message>
        <source>The keys could not be changed.</source>
        <translation>Die Schlüssel konnten nicht gewechselt werden.</translation>
    </message>
    <message>
        <source>The stores could not be unlocked.</source>
        <translation>Die Speicher konnten nicht entsperrt werden.</translation>
    </message>
    <message>
        <source>The stores on this device were opened.</source>
        <translation>Die Speicher auf diesem Gerät wurden geöffnet.</translation>
    </message>
    <message>
        <source>Your unsent work was backed up.</source>
        <translation>Ihre ungesendete Arbeit wurde gesichert.</translation>
    </message>
    <message>
        <source>Your unsent work was not backed up.</source>
        <translation>Ihre ungesendete Arbeit wurde nicht gesichert.</translation>
    </message>
    <message>
        <source>Damaged unsent work was rescued.</source>
        <translation>Beschädigte ungesendete Arbeit wurde gerettet.</translation>
    </message>
    <message>
        <source>The local copy was begun anew.</source>
        <translation>Die lokale Kopie wurde neu begonnen.</translation>
    </message>
    <message>
        <source>Damaged files were removed.</source>
        <translation>Beschädigte Dateien wurden entfernt.</translation>
    </message>
    <message>
        <source>A store was read through; no damage.</source>
        <translation>Ein Speicher wurde durchgelesen; kein Schaden.</translation>
    </message>
    <message>
        <source>A store is damaged.</source>
        <translation>Ein Speicher ist beschädigt.</translation>
    </message>
    <message>
        <source>A store could not be written.</source>
        <translation>Ein Speicher konnte nicht beschrieben werden.</translation>
    </message>
    <message>
        <source>Nothing moved; it was begun anew.</source>
        <translation>Nichts bewegte sich; es wurde neu begonnen.</translation>
    </message>
    <message>
        <source>Nothing moves, however often it begins.</source>
        <translation>Nichts bewegt sich, so oft es auch beginnt.</translation>
    </message>
    <message>
        <source>A request failed.</source>
        <translation>Eine Anfrage schlug fehl.</translation>
    </message>
    <message>
        <source>A problem was shown.</source>
        <translation>Ein Problem wurde gezeigt.</translation>
    </message>
    <message>
        <source>A window had a problem.</source>
        <translation>Ein Fenster hatte ein Problem.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparatur</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellung</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n Mal</numerusform>
            <numerusform>%n Mal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s)</source>
        <translation>
            <numerusform>%n Teil</numerusform>
            <numerusform>%n Teile</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>A part was taken off this device.</source>
        <translation>Ein Teil wurde von diesem Gerät genommen.</translation>
    </message>
    <message>
        <source>A part left this device to make room.</source>
        <translation>Ein Teil verließ dieses Gerät, um Platz zu machen.</translation>
    </message>
    <message>
        <source>A part is wanted on this device.</source>
        <translation>Ein Teil ist auf diesem Gerät erwünscht.</translation>
    </message>
    <message>
        <source>A part is always kept here.</source>
        <translation>Ein Teil bleibt immer hier.</translation>
    </message>
    <message>
        <source>A part is kept here while there is room.</source>
        <translation>Ein Teil bleibt hier, solange Platz ist.</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Online, live channel up</source>
        <translation>Online, Live-Kanal steht</translation>
    </message>
    <message>
        <source>Online, live by asking</source>
        <translation>Online, live durch Nachfragen</translation>
    </message>
    <message>
        <source>Trying to reach the platform</source>
        <translation>Versucht, die Plattform zu erreichen</translation>
    </message>
    <message>
        <source>The network asks for a sign-in first</source>
        <translation>Das Netzwerk verlangt zuerst eine Anmeldung</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>Empfang</translation>
    </message>
    <message>
        <source>First sync</source>
        <translation>Erster Abgleich</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>Holt auf</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Comparing with the platform</source>
        <translation>Vergleicht mit der Plattform</translation>
    </message>
    <message>
        <source>Repairing</source>
        <translation>Repariert</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Ruht</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Untätig</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>agrees with the platform</source>
        <translation>stimmt mit der Plattform überein</translation>
    </message>
    <message>
        <source>off by %1</source>
        <translation>weicht um %1 ab</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Check sum</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wartet aufs Senden</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>in the keyring of this system</source>
        <translation>im Schlüsselbund dieses Systems</translation>
    </message>
    <message>
        <source>behind your passphrase</source>
        <translation>hinter Ihrer Passphrase</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keiner</translation>
    </message>
    <message>
        <source>Key of the store</source>
        <translation>Schlüssel zum Speicher</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Your changes</source>
        <translation>Ihre Änderungen</translation>
    </message>
    <message>
        <source>Mirror on this device</source>
        <translation>Spiegel auf diesem Gerät</translation>
    </message>
    <message>
        <source>Device and account</source>
        <translation>Gerät und Konto</translation>
    </message>
    <message>
        <source>Sync details</source>
        <translation>Abgleich im Einzelnen</translation>
    </message>
    <message>
        <source>Working offline, as you chose</source>
        <translation>Ohne Netz, wie von Ihnen gewählt</translation>
    </message>
    <message>
        <source>Work offline</source>
        <translation>Ohne Netz arbeiten</translation>
    </message>
    <message>
        <source>Parts of the data on this device</source>
        <translation>Teile der Daten auf diesem Gerät</translation>
    </message>
    <message>
        <source>Nothing is on this device yet</source>
        <translation>Noch ist nichts auf diesem Gerät</translation>
    </message>
    <message>
        <source>After the first sync each part that you may read stands here, with its state.</source>
        <translation>Nach dem ersten Synchronisieren steht hier jeder Teil, den Sie lesen dürfen, mit seinem Zustand.</translation>
    </message>
    <message>
        <source>Go online</source>
        <translation>Ans Netz gehen</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Melden Sie sich zuerst an.</translation>
    </message>
    <message>
        <source>You chose to work offline. Go online first.</source>
        <translation>Sie arbeiten auf eigenen Wunsch ohne Netz. Gehen Sie zuerst ans Netz.</translation>
    </message>
    <message>
        <source>You chose to work offline: nothing is sent or received.</source>
        <translation>Sie arbeiten auf eigenen Wunsch ohne Netz: nichts wird gesendet oder empfangen.</translation>
    </message>
    <message>
        <source>What you save stays on this device and is sent once you go online.</source>
        <translation>Was Sie speichern, bleibt auf diesem Gerät und wird gesendet, sobald Sie ans Netz gehen.</translation>
    </message>
</context>
<context>
    <name>SyncPages</name>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Pending changes</source>
        <translation>Ausstehende Änderungen</translation>
    </message>
    <message>
        <source>Sync details</source>
        <translation>Abgleich im Einzelnen</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Sync activity</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Beiseitegelegt</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Columns of %1</source>
        <translation>Spalten von %1</translation>
    </message>
    <message>
        <source>Rows of %1</source>
        <translation>Zeilen von %1</translation>
    </message>
</context>
<context>
    <name>TenantPage</name>
    <message>
        <source>Tenant settings</source>
        <translation>Mandanteneinstellungen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Sign out after</source>
        <translation>Abmelden nach</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Deadlines of reports end at midnight of this zone.</source>
        <translation>Fristen von Berichten enden um Mitternacht dieser Zone.</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source> minutes</source>
        <translation> Minuten</translation>
    </message>
    <message>
        <source>Nobody has to</source>
        <translation>Niemand muss</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>From 5 to 480 minutes without anything done by a person. What a program does by itself does not count.</source>
        <translation>Von 5 bis 480 Minuten, in denen keine Person etwas tut. Was ein Programm von selbst tut, zählt nicht.</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>Who must sign in with a code besides the password. They are asked to set it up at the next sign-in.</source>
        <translation>Wer sich außer mit dem Passwort mit einem Code anmelden muss. Beim nächsten Anmelden werden sie gebeten, ihn einzurichten.</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>Kurzname</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>The platform does not tell this now.</source>
        <translation>Die Plattform sagt das jetzt nicht.</translation>
    </message>
    <message>
        <source>Changing this needs the permission tenant:update.</source>
        <translation>Das zu ändern braucht die Berechtigung tenant:update.</translation>
    </message>
    <message>
        <source>The settings are not loaded yet.</source>
        <translation>Die Einstellungen sind noch nicht geladen.</translation>
    </message>
    <message>
        <source>The name is missing.</source>
        <translation>Der Name fehlt.</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Nichts ist geändert.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>Teile dieser Seite</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>People with one of these roles</source>
        <translation>Personen mit einer dieser Rollen</translation>
    </message>
    <message>
        <source>Roles that need a second factor</source>
        <translation>Rollen, die einen zweiten Faktor brauchen</translation>
    </message>
    <message>
        <source>Choose at least one role that needs a second factor.</source>
        <translation>Wählen Sie mindestens eine Rolle, die einen zweiten Faktor braucht.</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>You are here</source>
        <translation>Sie sind hier</translation>
    </message>
    <message>
        <source>Search or jump to…</source>
        <translation>Suchen oder springen zu …</translation>
    </message>
    <message>
        <source>Quick open, Control K</source>
        <translation>Schnellzugriff, Strg K</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Account of %1</source>
        <translation>Konto von %1</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Notices, new</source>
        <translation>Hinweise, neu</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Tidemark in the tray</source>
        <translation>Tidemark im Infobereich</translation>
    </message>
    <message>
        <source>&amp;Open Tidemark</source>
        <translation>Tidemark &amp;öffnen</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>Jetzt &amp;synchronisieren</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>S&amp;perren</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Needs you (%1)</source>
        <translation>Braucht S&amp;ie (%1)</translation>
    </message>
</context>
<context>
    <name>TypedDialog</name>
    <message>
        <source>What you were typing</source>
        <translation>Was Sie gerade eingaben</translation>
    </message>
    <message>
        <source>I have it, discard</source>
        <translation>Ich habe es, verwerfen</translation>
    </message>
    <message>
        <source>Tidemark was locked before this was saved anywhere else. Copy what you still need from here; it stays on this device until you discard it.</source>
        <translation>Tidemark wurde gesperrt, bevor dies anderswo gesichert war. Kopieren Sie von hier, was Sie noch brauchen; es bleibt auf diesem Gerät, bis Sie es verwerfen.</translation>
    </message>
</context>
<context>
    <name>UnlockScreen</name>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Passphrase noch einmal</translation>
    </message>
    <message>
        <source>Opening your data</source>
        <translation>Ihre Daten werden geöffnet</translation>
    </message>
    <message>
        <source>The key is in the keyring of this system. If the system asks for the password of the keyring, answer it.</source>
        <translation>Der Schlüssel liegt im Schlüsselbund dieses Systems. Wenn das System nach dem Passwort des Schlüsselbunds fragt, geben Sie es ein.</translation>
    </message>
    <message>
        <source>Choose a passphrase for this device</source>
        <translation>Passphrase für dieses Gerät wählen</translation>
    </message>
    <message numerus="yes">
        <source>This system has no keyring that could keep the key of your data. The passphrase protects it instead; nobody can recover it for you. At least %n character(s).</source>
        <translation>
            <numerusform>Dieses System hat keinen Schlüsselbund, der den Schlüssel Ihrer Daten aufbewahren könnte. Die Passphrase schützt ihn stattdessen; niemand kann sie für Sie wiederherstellen. Mindestens %n Zeichen.</numerusform>
            <numerusform>Dieses System hat keinen Schlüsselbund, der den Schlüssel Ihrer Daten aufbewahren könnte. Die Passphrase schützt ihn stattdessen; niemand kann sie für Sie wiederherstellen. Mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Protect this device</source>
        <translation>Dieses Gerät schützen</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Your data on this device is encrypted. What you have not sent yet is safe and is sent after you unlock.</source>
        <translation>Ihre Daten auf diesem Gerät sind verschlüsselt. Was Sie noch nicht gesendet haben, ist sicher und wird nach dem Entsperren gesendet.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>The key of your data is in the keyring of this system, and could not be read from there.</source>
        <translation>Der Schlüssel zu Ihren Daten liegt im Schlüsselbund dieses Systems und ließ sich dort nicht lesen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>The store on this device is damaged</source>
        <translation>Der Speicher dieses Geräts ist beschädigt</translation>
    </message>
    <message>
        <source>Nothing was deleted. The copy of the platform&apos;s data can be fetched again; your own unsent work is kept apart from it.</source>
        <translation>Es wurde nichts gelöscht. Die Kopie der Plattformdaten lässt sich neu holen; Ihre eigene, nicht gesendete Arbeit liegt getrennt davon.</translation>
    </message>
    <message>
        <source>The passphrase is too short.</source>
        <translation>Die Passphrase ist zu kurz.</translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n character(s).</source>
        <translation>
            <numerusform>Nehmen Sie mindestens %n Zeichen.</numerusform>
            <numerusform>Nehmen Sie mindestens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Die beiden Passphrasen sind verschieden.</translation>
    </message>
    <message>
        <source>Type both again.</source>
        <translation>Geben Sie beide noch einmal ein.</translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <translation>Passphrase verwenden</translation>
    </message>
    <message>
        <source>Use a recovery file…</source>
        <translation>Wiederherstellungsdatei verwenden…</translation>
    </message>
    <message>
        <source>Recovery file of your organization</source>
        <translation>Wiederherstellungsdatei Ihrer Organisation</translation>
    </message>
    <message>
        <source>Unlock and set a passphrase…</source>
        <translation>Entsperren und eine Passphrase setzen…</translation>
    </message>
    <message>
        <source>Locking</source>
        <translation>Wird gesperrt</translation>
    </message>
    <message>
        <source>What you typed is being saved on this device.</source>
        <translation>Was Sie eingegeben haben, wird auf diesem Gerät gesichert.</translation>
    </message>
    <message>
        <source>Your session protects it: whoever is at this session can press Unlock. With a passphrase, Tidemark asks for it after every lock.</source>
        <translation>Ihre Sitzung schützt die Daten: Wer an dieser Sitzung sitzt, kann auf „Entsperren“ drücken. Mit einer Passphrase fragt Tidemark nach jeder Sperre danach.</translation>
    </message>
    <message>
        <source>Changing the keys of this device</source>
        <translation>Die Schlüssel dieses Geräts werden gewechselt</translation>
    </message>
    <message>
        <source>Everything is written anew under new keys, which takes minutes with much data. Nothing is lost if this computer is switched off.</source>
        <translation>Alles wird unter neuen Schlüsseln neu geschrieben; bei vielen Daten dauert das Minuten. Es geht nichts verloren, wenn dieser Rechner ausgeschaltet wird.</translation>
    </message>
</context>
<context>
    <name>UsageChart</name>
    <message>
        <source>Requests by day</source>
        <translation>Anfragen je Tag</translation>
    </message>
    <message>
        <source>No request in this time.</source>
        <translation>Keine Anfrage in dieser Zeit.</translation>
    </message>
    <message>
        <source>%1: %2 requests, %3 refused</source>
        <translation>%1: %2 Anfragen, %3 abgelehnt</translation>
    </message>
</context>
<context>
    <name>UserDialog</name>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>Neuer Benutzer</translation>
    </message>
    <message>
        <source>Create user</source>
        <translation>Benutzer anlegen</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>None: sees all organizations</source>
        <translation>Keine: sieht alle Organisationen</translation>
    </message>
    <message>
        <source>An e-mail address; the person signs in with it.</source>
        <translation>Eine E-Mail-Adresse; damit meldet sich die Person an.</translation>
    </message>
    <message>
        <source>No role yet</source>
        <translation>Noch keine Rolle</translation>
    </message>
    <message>
        <source>First role</source>
        <translation>Erste Rolle</translation>
    </message>
    <message>
        <source>More roles and grants are given on the user&apos;s page.</source>
        <translation>Weitere Rollen und Freigaben gibt es auf der Seite des Benutzers.</translation>
    </message>
    <message>
        <source>Set a first password and show it once</source>
        <translation>Ein erstes Passwort setzen und einmal zeigen</translation>
    </message>
    <message>
        <source>The login is no e-mail address.</source>
        <translation>Der Anmeldename ist keine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>Type one, such as ana@example.com.</source>
        <translation>Geben Sie eine ein, etwa ana@example.com.</translation>
    </message>
    <message>
        <source>The name is missing.</source>
        <translation>Der Name fehlt.</translation>
    </message>
    <message>
        <source>Type what others call the person.</source>
        <translation>Geben Sie ein, wie die Person heißt.</translation>
    </message>
    <message>
        <source>There is no organization of this name.</source>
        <translation>Eine Organisation dieses Namens gibt es nicht.</translation>
    </message>
    <message>
        <source>Choose one of the list, or the first entry for none.</source>
        <translation>Wählen Sie eine aus der Liste oder den ersten Eintrag für keine.</translation>
    </message>
    <message>
        <source>The user was created without the role %1. %2</source>
        <translation>Der Benutzer wurde ohne die Rolle %1 angelegt. %2</translation>
    </message>
    <message>
        <source>The user was created without a password. %1</source>
        <translation>Der Benutzer wurde ohne Passwort angelegt. %1</translation>
    </message>
    <message>
        <source>New password of %1</source>
        <translation>Neues Passwort von %1</translation>
    </message>
    <message>
        <source>It is shown now and never again. Hand it over in a safe way; at the next sign-in the person has to choose their own. All their sessions have ended.</source>
        <translation>Es wird jetzt gezeigt und nie wieder. Geben Sie es auf sicherem Weg weiter; beim nächsten Anmelden muss die Person ein eigenes wählen. Alle ihre Sitzungen sind beendet.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
</context>
<context>
    <name>UserPage</name>
    <message>
        <source>Parts of this page</source>
        <translation>Teile dieser Seite</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Sessions and devices</source>
        <translation>Sitzungen und Geräte</translation>
    </message>
    <message>
        <source>Deactivate…</source>
        <translation>Deaktivieren …</translation>
    </message>
    <message>
        <source>Reset password…</source>
        <translation>Passwort zurücksetzen …</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>People and roles</source>
        <translation>Personen und Rollen</translation>
    </message>
    <message>
        <source>Not on this device yet</source>
        <translation>Noch nicht auf diesem Gerät</translation>
    </message>
    <message>
        <source>The user is not loaded yet.</source>
        <translation>Der Benutzer ist noch nicht geladen.</translation>
    </message>
    <message>
        <source>all organizations</source>
        <translation>alle Organisationen</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Deactivated</source>
        <translation>Deaktiviert</translation>
    </message>
    <message>
        <source>Must choose a password</source>
        <translation>Muss ein Passwort wählen</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>Aktivieren</translation>
    </message>
    <message>
        <source>Reset the password of %1?</source>
        <translation>Passwort von %1 zurücksetzen?</translation>
    </message>
    <message>
        <source>A new password is made and shown to you once. All their sessions end now, and they choose their own password at the next sign-in.</source>
        <translation>Ein neues Passwort wird gemacht und Ihnen einmal gezeigt. Alle Sitzungen der Person enden jetzt; beim nächsten Anmelden wählt sie ein eigenes.</translation>
    </message>
    <message>
        <source>Reset password</source>
        <translation>Passwort zurücksetzen</translation>
    </message>
    <message>
        <source>Deactivate %1?</source>
        <translation>%1 deaktivieren?</translation>
    </message>
    <message>
        <source>They are signed out everywhere and cannot sign in. What they made stays, and they can be activated again.</source>
        <translation>Die Person wird überall abgemeldet und kann sich nicht anmelden. Was sie angelegt hat, bleibt, und sie kann wieder aktiviert werden.</translation>
    </message>
    <message>
        <source>Deactivate</source>
        <translation>Deaktivieren</translation>
    </message>
    <message>
        <source>They can sign in again.</source>
        <translation>Die Person kann sich wieder anmelden.</translation>
    </message>
    <message>
        <source>Deactivated.</source>
        <translation>Deaktiviert.</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Your own password is changed in the settings.</source>
        <translation>Ihr eigenes Passwort ändern Sie in den Einstellungen.</translation>
    </message>
</context>
<context>
    <name>UsersPart</name>
    <message>
        <source>Deactivated</source>
        <translation>Deaktiviert</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>all organizations</source>
        <translation>alle Organisationen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>Letzte Anmeldung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Find by name or login</source>
        <translation>Nach Name oder Anmeldename suchen</translation>
    </message>
    <message>
        <source>Find users</source>
        <translation>Benutzer suchen</translation>
    </message>
    <message>
        <source>New user…</source>
        <translation>Neuer Benutzer …</translation>
    </message>
    <message>
        <source>No user fits</source>
        <translation>Kein Benutzer passt</translation>
    </message>
    <message>
        <source>Users of your tenant are listed here. Try another search or filter, or add somebody.</source>
        <translation>Hier stehen die Benutzer Ihres Mandanten. Versuchen Sie eine andere Suche oder fügen Sie jemanden hinzu.</translation>
    </message>
    <message>
        <source>State of the users</source>
        <translation>Zustand der Benutzer</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>Organization of the users</source>
        <translation>Organisation der Benutzer</translation>
    </message>
    <message>
        <source>All organizations</source>
        <translation>Alle Organisationen</translation>
    </message>
</context>
<context>
    <name>WholeRow</name>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
</context>
<context>
    <name>WhyCard</name>
    <message>
        <source>Grant %1</source>
        <translation>Freigabe %1</translation>
    </message>
    <message>
        <source>Role %1</source>
        <translation>Rolle %1</translation>
    </message>
    <message>
        <source>, until %1</source>
        <translation>, bis %1</translation>
    </message>
    <message>
        <source>Permission to ask about</source>
        <translation>Berechtigung, nach der gefragt wird</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Yes: %1</source>
        <translation>Ja: %1</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Row to ask about</source>
        <translation>Zeile, nach der gefragt wird</translation>
    </message>
    <message>
        <source>On any row</source>
        <translation>Bei irgendeiner Zeile</translation>
    </message>
</context>
<context>
    <name>WorkbenchPage</name>
    <message>
        <source>Opening the report…</source>
        <translation>Der Bericht wird geöffnet …</translation>
    </message>
    <message>
        <source>Its rows come from this device; no network is needed.</source>
        <translation>Seine Zeilen kommen von diesem Gerät; ein Netz ist nicht nötig.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undo: %1 (Ctrl+Z)</source>
        <translation>Rückgängig: %1 (Strg+Z)</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>Redo: %1 (Ctrl+Y)</source>
        <translation>Wiederholen: %1 (Strg+Y)</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>Nichts zu wiederholen</translation>
    </message>
    <message>
        <source>Sign and submit…</source>
        <translation>Zeichnen und einreichen …</translation>
    </message>
    <message>
        <source>Parts of the report</source>
        <translation>Teile des Berichts</translation>
    </message>
    <message>
        <source>Fuel supply</source>
        <translation>Kraftstofflieferung</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Only a draft can be submitted.</source>
        <translation>Nur ein Entwurf kann eingereicht werden.</translation>
    </message>
    <message>
        <source>A schedule as long as this one is submitted on the platform.</source>
        <translation>Eine so lange Aufstellung wird auf der Plattform eingereicht.</translation>
    </message>
    <message>
        <source>Open “Needs you”</source>
        <translation>„Braucht Sie“ öffnen</translation>
    </message>
    <message>
        <source>Line 22: %1</source>
        <translation>Zeile 22: %1</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Attaching files needs the permission document:create.</source>
        <translation>Zum Anhängen von Dateien ist das Recht document:create nötig.</translation>
    </message>
    <message>
        <source>The report is no longer being drafted.</source>
        <translation>Der Bericht wird nicht mehr bearbeitet.</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) of this report are open. Decide in “Needs you” first.</source>
        <translation>
            <numerusform>%n Konflikt dieses Berichts ist offen. Entscheiden Sie zuerst unter „Braucht Sie“.</numerusform>
            <numerusform>%n Konflikte dieses Berichts sind offen. Entscheiden Sie zuerst unter „Braucht Sie“.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) of this report wait for your decision.</source>
        <translation>
            <numerusform>%n Konflikt dieses Berichts wartet auf Ihre Entscheidung.</numerusform>
            <numerusform>%n Konflikte dieses Berichts warten auf Ihre Entscheidung.</numerusform>
        </translation>
    </message>
    <message>
        <source>The report can be signed once they are decided. Work on other cells goes on.</source>
        <translation>Der Bericht kann unterschrieben werden, sobald sie entschieden sind. An anderen Zellen geht die Arbeit weiter.</translation>
    </message>
    <message>
        <source>Submitting needs the permission report:submit. Ask an administrator.</source>
        <translation>Einreichen braucht die Berechtigung report:submit. Fragen Sie die Administration.</translation>
    </message>
    <message>
        <source>You no longer have access (since %1)</source>
        <translation>Sie haben keinen Zugriff mehr (seit %1)</translation>
    </message>
    <message>
        <source>Your access to this report ended, or it was removed. Its rows are no longer on this device. Changes that you had not sent are set aside.</source>
        <translation>Ihr Zugriff auf diesen Bericht ist beendet, oder er wurde entfernt. Seine Zeilen sind nicht mehr auf diesem Gerät. Änderungen, die Sie nicht gesendet hatten, sind beiseitegelegt.</translation>
    </message>
    <message>
        <source>Show what was set aside</source>
        <translation>Beiseitegelegtes zeigen</translation>
    </message>
</context>
<context>
    <name>tidemark::ui</name>
    <message>
        <source>%1 takes whole numbers.</source>
        <translation>%1 nimmt ganze Zahlen.</translation>
    </message>
    <message>
        <source>Leave out the digits after the decimal sign.</source>
        <translation>Lassen Sie die Stellen nach dem Komma weg.</translation>
    </message>
    <message>
        <source>%1 takes at most %2 digits after the decimal sign.</source>
        <translation>%1 nimmt höchstens %2 Stellen nach dem Komma.</translation>
    </message>
    <message>
        <source>Round the number.</source>
        <translation>Runden Sie die Zahl.</translation>
    </message>
    <message>
        <source>Transferred out</source>
        <translation>Abgegeben</translation>
    </message>
    <message>
        <source>Units transferred to others until March 31, %1.</source>
        <translation>Einheiten, die bis zum 31. März %1 an andere übertragen wurden.</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Erhalten</translation>
    </message>
    <message>
        <source>Units received from others until March 31, %1.</source>
        <translation>Einheiten, die bis zum 31. März %1 von anderen kamen.</translation>
    </message>
    <message>
        <source>Initiative agreements</source>
        <translation>Initiativvereinbarungen</translation>
    </message>
    <message>
        <source>Units issued in %1 under initiative agreements.</source>
        <translation>Einheiten, die %1 unter Initiativvereinbarungen vergeben wurden.</translation>
    </message>
    <message>
        <source>Assessed for supply</source>
        <translation>Festgesetzt, Lieferung</translation>
    </message>
    <message>
        <source>Line 18 of the assessed report of %1, if there is one.</source>
        <translation>Zeile 18 des festgesetzten Berichts von %1, falls es ihn gibt.</translation>
    </message>
    <message>
        <source>Assessed for export</source>
        <translation>Festgesetzt, Ausfuhr</translation>
    </message>
    <message>
        <source>Line 19 of the assessed report of %1, if there is one.</source>
        <translation>Zeile 19 des festgesetzten Berichts von %1, falls es ihn gibt.</translation>
    </message>
    <message>
        <source>Available balance</source>
        <translation>Verfügbarer Saldo</translation>
    </message>
    <message>
        <source>Units that are available for %1.</source>
        <translation>Einheiten, die für %1 verfügbar sind.</translation>
    </message>
    <message>
        <source>Nothing is payable: the balance covers the report.</source>
        <translation>Nichts ist zu zahlen: Der Saldo deckt den Bericht.</translation>
    </message>
    <message>
        <source>%1 units are lacking, at $%2 each.</source>
        <translation>%1 Einheiten fehlen, zu je $%2.</translation>
    </message>
    <message>
        <source>Units for supply</source>
        <translation>Liefereinheiten</translation>
    </message>
    <message>
        <source>The sum of the compliance units of the fuel-supply schedule, whole.</source>
        <translation>Die Summe der Einheiten der Kraftstofflieferung, ganzzahlig.</translation>
    </message>
    <message>
        <source>Units for export</source>
        <translation>Ausfuhreinheiten</translation>
    </message>
    <message>
        <source>No exports are reported.</source>
        <translation>Es ist keine Ausfuhr gemeldet.</translation>
    </message>
    <message>
        <source>Net units of the report</source>
        <translation>Einheiten netto</translation>
    </message>
    <message>
        <source>Lines 18 and 19 less lines 15 and 16.</source>
        <translation>Zeilen 18 und 19 ohne Zeilen 15 und 16.</translation>
    </message>
    <message>
        <source>Penalty payable</source>
        <translation>Zu zahlende Strafe</translation>
    </message>
    <message>
        <source>Balance at March 31, %1</source>
        <translation>Saldo am 31. März %1</translation>
    </message>
    <message>
        <source>Lines 17 and 20 together, never below 0.</source>
        <translation>Zeilen 17 und 20 zusammen, nie unter 0.</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Eingereicht</translation>
    </message>
    <message>
        <source>Analyst adjustment</source>
        <translation>Anpassung durch Prüfung</translation>
    </message>
    <message>
        <source>Recommended by analyst</source>
        <translation>Von Prüfung empfohlen</translation>
    </message>
    <message>
        <source>Recommended by manager</source>
        <translation>Von Leitung empfohlen</translation>
    </message>
    <message>
        <source>Assessed</source>
        <translation>Festgesetzt</translation>
    </message>
    <message>
        <source>Exempted</source>
        <translation>Befreit</translation>
    </message>
    <message>
        <source>%1 compliance report</source>
        <translation>Compliance-Bericht %1</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1, Fassung %2</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Saved on this device</source>
        <translation>Auf diesem Gerät gespeichert</translation>
    </message>
    <message>
        <source>Saved on this device, not sent</source>
        <translation>Auf diesem Gerät gespeichert, nicht gesendet</translation>
    </message>
    <message>
        <source>Saved on this device %1</source>
        <translation>Auf diesem Gerät gespeichert, %1</translation>
    </message>
    <message>
        <source>Saved on this device %1, not sent</source>
        <translation>Auf diesem Gerät gespeichert, %1, nicht gesendet</translation>
    </message>
    <message>
        <source>Sent, waiting for the answer</source>
        <translation>Gesendet, Antwort steht aus</translation>
    </message>
    <message>
        <source>Saved on this device, sent, no answer yet</source>
        <translation>Auf diesem Gerät gespeichert, gesendet, noch ohne Antwort</translation>
    </message>
    <message>
        <source>Confirmed %1</source>
        <translation>Bestätigt %1</translation>
    </message>
    <message>
        <source>Not saved yet: trying again</source>
        <translation>Noch nicht gespeichert: neuer Versuch</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Kept on this device until the sync service is back</source>
        <translation>Auf diesem Gerät aufbewahrt, bis der Synchronisierungsdienst wieder da ist</translation>
    </message>
</context>
</TS>
